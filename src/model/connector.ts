/** A program on a server of the organization that answers for its directory. */
export interface Connector {
  readonly id: string;
  readonly machineName: string;
  readonly active: boolean;
  readonly version?: string;
}

/** What stops where no connector answers: people signing in with their on-premises password, or synchronizing. */
export type ConnectorPurpose = 'sign-in' | 'synchronization';

/** A place whose directory is connected, with the connectors that serve it: two for high availability. */
export interface ResourceLocation {
  readonly id: string;
  readonly name: string;
  /** Default: `sign-in`. */
  readonly purpose?: ConnectorPurpose;
  readonly connectors: readonly Connector[];
}
