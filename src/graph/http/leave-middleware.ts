import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { getControl } from './call-control.js';

/** Tells who sends a request that it leaves now, and waits for what they do about it: nothing slow comes after this. */
export class LeaveMiddleware implements Middleware {
  #next: Middleware | undefined;

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    await getControl(context).onLeaving?.();
    await this.#next?.execute(context);
  }
}
