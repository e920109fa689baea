/**
 * The connection breaks instead of answering. In a page the emulated `fetch` rejects with this (a `TypeError`, as
 * a real one does); the server destroys the socket.
 */
export class DroppedConnection extends TypeError {
  constructor() {
    super('Failed to fetch');
    this.name = 'DroppedConnection';
  }
}
