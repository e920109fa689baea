import { html } from 'lit';

/** Lets a long address or permission break before its `@` or a dot inside it, rather than anywhere. */
export function breakWord(word: string): unknown {
  return word.split(/(?=@|\.\w)/).map((part, index) => (index > 0 ? html`<wbr />${part}` : part));
}
