export { startServer, type EmulatorServer, type ServerOptions } from './start-server.js';
