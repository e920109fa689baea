import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import type { ConnectorPurpose, ResourceLocation } from '../model/connector.js';
import { collectionOf, graphId, optionalText, readAnswer } from './read-answer.js';

/** Reads agents of cloud sync, HR provisioning and pass-through authentication. */
const readAgentsScopes = ['Policy.Read.HybridAuthentication'] as const;

/** Resource locations and their connectors: Microsoft's own through Graph, or the portal's. */
export interface ConnectorSource {
  /** @throws {ProvisioningError} what the source's service says */
  list(options?: Pick<CallOptions, 'signal'>): Promise<readonly ResourceLocation[]>;
}

const agentGroupSchema = v.object({
  id: graphId,
  displayName: optionalText,
  agents: v.nullish(v.array(v.object({ id: graphId, machineName: optionalText, status: v.string() }))),
});

/** What Graph calls the two kinds of agents. */
const publishingTypes: readonly (readonly [type: string, purpose: ConnectorPurpose])[] = [
  ['authentication', 'sign-in'],
  ['provisioning', 'synchronization'],
];

/**
 * The connectors that Graph knows: agents of pass-through authentication and of cloud sync, by their groups. Beta.
 *
 * Asks for Policy.Read.HybridAuthentication, which needs an administrator's consent, so hosts opt in.
 * Classic Connect Sync servers do not appear here.
 *
 * @see https://learn.microsoft.com/graph/api/resources/onpremisesagentgroup
 */
export function createGraphConnectorSource(graph: GraphClient): ConnectorSource {
  return {
    async list(options) {
      const lists = await Promise.all(
        publishingTypes.map(async ([type, purpose]) => {
          const answer = await graph.get<unknown>(
            `/beta/onPremisesPublishingProfiles/${type}/agentGroups?$expand=agents`,
            { scopes: readAgentsScopes, ...options },
          );
          const { value } = readAnswer(collectionOf(agentGroupSchema), answer, 'list of connectors');
          return value.map((group) => toLocation(group, purpose));
        }),
      );
      // A tenant that does not use one kind may have an empty group of it.
      return lists.flat().filter(({ connectors }) => connectors.length > 0);
    },
  };
}

function toLocation(
  { id, displayName, agents }: v.InferOutput<typeof agentGroupSchema>,
  purpose: ConnectorPurpose,
): ResourceLocation {
  return {
    id,
    name: displayName ?? id,
    purpose,
    connectors: (agents ?? []).map((agent) => ({
      id: agent.id,
      machineName: agent.machineName ?? agent.id,
      active: agent.status === 'active',
    })),
  };
}
