/**
 * Opens another page of this origin, as a second tab, and runs this code of a module there; resolves when it has run.
 * Removing it closes the tab.
 */
export async function openTab(code: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const page = frame.contentDocument;
  if (!page) throw new Error('The frame has no document.');
  const finished = new Promise<void>((resolve, reject) => {
    Object.assign(frame.contentWindow as object, { finished: resolve, failed: reject });
  });
  const script = page.createElement('script');
  script.type = 'module';
  script.textContent = `try { ${code} finished(); } catch (error) { failed(error); }`;
  page.head.append(script);
  await finished;
  return frame;
}
