export { isOrigin } from './access.js';
export { startServer, type EmulatorServer, type ServerOptions } from './start-server.js';
