export { Links, LinkTable, type Link } from './links.js';
export { ReplicatedMap } from './replicated-map.js';
export { Replicas, type ReplicaOptions } from './replicas.js';
