/** The `fetch`-shaped seam below the Graph pipeline. The emulator plugs in here. */
export type GraphTransport = (request: Request) => Promise<Response>;
