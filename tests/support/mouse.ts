import { sendMouse } from '@web/test-runner-commands';

/** Clicks the middle of something with a real mouse, which also moves the focus as one does. */
export async function clickWithMouse(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = element.getBoundingClientRect();
  const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  await sendMouse({ type: 'click', position });
}
