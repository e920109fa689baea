/** What the next click offers as a file. */
export function savedFile(): Promise<{ readonly name: string; readonly content: Blob }> {
  const create = URL.createObjectURL.bind(URL);
  const click = HTMLAnchorElement.prototype.click;
  return new Promise((resolve) => {
    let content: Blob;
    URL.createObjectURL = (blob: Blob) => {
      content = blob;
      return create(blob);
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      URL.createObjectURL = create;
      HTMLAnchorElement.prototype.click = click;
      resolve({ name: this.download, content });
    };
  });
}

/** The lines of a CSV file, cell by cell. */
export async function readCsv(file: Blob): Promise<string[][]> {
  const lines = (await file.text()).replace('\uFEFF', '').trim().split('\r\n');
  return lines.map((line) =>
    [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
      quoted === undefined ? plain : quoted.replaceAll('""', '"'),
    ),
  );
}
