import { html, LitElement, nothing } from 'lit';
import { textOf } from './find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from './in-tenant.js';

/** An element that shows what the test says, with the controllers that the test gives it. */
export class DrawnHost extends LitElement {
  static override readonly properties = { provider: {} };
  /** Id of its provider; empty for the one around it. */
  declare provider: string;
  /** How often it was drawn. */
  updates = 0;
  draw: () => unknown = () => nothing;

  constructor() {
    super();
    this.provider = '';
  }

  get root(): ShadowRoot {
    return this.renderRoot as ShadowRoot;
  }

  /** What a person reads in it. */
  get text(): string {
    return textOf(this);
  }

  protected override render(): unknown {
    this.updates += 1;
    return this.draw();
  }
}
customElements.define('drawn-host', DrawnHost);

/** Puts the element into an emulated tenant. */
export function showInTenant(host: DrawnHost, parameters?: TenantParameters): Promise<TenantPage> {
  return renderInTenant(html`${host}`, parameters);
}
