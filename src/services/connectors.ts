import type { CallOptions, GraphClient } from '../graph/graph-client.js';

/** Reads agents of cloud sync, HR provisioning and pass-through authentication. */
export const readAgentsScopes = ['Policy.Read.HybridAuthentication'] as const;

/** A program on a server of the organization that answers for its directory. */
export interface Connector {
  readonly id: string;
  readonly machineName: string;
  readonly active: boolean;
  readonly version?: string;
}

/** A place whose directory is connected, with the connectors that serve it: two for high availability. */
export interface ResourceLocation {
  readonly id: string;
  readonly name: string;
  readonly connectors: readonly Connector[];
}

/** Resource locations and their connectors: Microsoft's own through Graph, or the portal's. */
export interface ConnectorSource {
  /** @throws {ProvisioningError} what the source's service says */
  list(options?: Pick<CallOptions, 'signal'>): Promise<readonly ResourceLocation[]>;
}

interface AgentGroupWire {
  id: string;
  displayName: string;
  agents?: { id: string; machineName: string; status: 'active' | 'inactive' }[];
}

/**
 * The connectors that Graph knows: Entra provisioning agents, by their groups. Beta.
 *
 * Asks for Policy.Read.HybridAuthentication, which needs an administrator's consent, so hosts opt in.
 * Classic Connect Sync servers do not appear here.
 *
 * @see https://learn.microsoft.com/graph/api/resources/onpremisesagentgroup
 */
export function createGraphConnectorSource(graph: GraphClient): ConnectorSource {
  return {
    async list(options) {
      const { value } = await graph.get<{ value: AgentGroupWire[] }>(
        '/beta/onPremisesPublishingProfiles/provisioning/agentGroups?$expand=agents',
        { scopes: readAgentsScopes, ...options },
      );
      return value.map((group) => ({
        id: group.id,
        name: group.displayName,
        connectors: (group.agents ?? []).map((agent) => ({
          id: agent.id,
          machineName: agent.machineName,
          active: agent.status === 'active',
        })),
      }));
    },
  };
}
