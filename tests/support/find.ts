/** Everything below a node, through shadow roots, in document order. */
export function* walk(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* walk(element.shadowRoot);
  }
}

/** The text a person reads in an element, white space folded. */
export function textOf(element: Element): string {
  const root = element.shadowRoot ?? element;
  const texts: string[] = [];
  const collect = (node: Node): void => {
    if (node instanceof HTMLStyleElement) return;
    // A place where a word may break parts nothing.
    if (node.nodeName === 'WBR') texts.push('\u200B');
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
    const children =
      node instanceof HTMLSlotElement && node.assignedNodes().length > 0
        ? node.assignedNodes()
        : node.childNodes;
    const shadow = node instanceof Element ? node.shadowRoot : null;
    (shadow ? [...shadow.childNodes] : [...children]).forEach(collect);
  };
  [...root.childNodes].forEach(collect);
  return texts
    .join(' ')
    .replaceAll(/\s*\u200B\s*/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The button or link with this name below a node; throws when there is none, naming those there are. */
export function control(root: ParentNode, name: string | RegExp): HTMLElement {
  const names: string[] = [];
  for (const element of walk(root)) {
    if (
      !(element instanceof HTMLElement) ||
      !element.matches('button, a[href], summary, [role="option"], [role="tab"]')
    )
      continue;
    const own = (element.getAttribute('aria-label') ?? element.textContent ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim();
    if (typeof name === 'string' ? own === name : name.test(own)) return element;
    names.push(own);
  }
  throw new Error(`Nothing here is named ${String(name)}, but: ${names.join(' | ')}`);
}
