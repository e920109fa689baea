import type { WireObject } from '../collection/index.js';
import { createNotFound } from '../graph-error.js';
import { scopes } from '../identity/scopes.js';
import type { ConnectorEntity, ConnectorGroupEntity } from '../tenant/entities.js';
import { pickSelected, type Tenant } from '../tenant/tenant.js';
import { answerPage, getParam, pageItems, type GraphCall, type Route } from './route.js';

const base = '/onPremisesPublishingProfiles/:type';

/** Beta: cloud-sync and pass-through agents, application proxy connectors, and their groups (resource locations). */
export function listConnectorRoutes(tenant: Tenant): Route[] {
  const route = (path: string, allowed: readonly string[], handle: Route['handle']): Route => ({
    method: 'GET',
    path: `${base}${path}`,
    scopes: allowed,
    betaOnly: true,
    delegatedOnly: true,
    handle,
  });
  return [
    route('/agentGroups', scopes.readHybridAgents, (call) =>
      answer(
        call,
        'agentGroups',
        listGroups(tenant, call).map((group) => toAgentGroup(group, call)),
      ),
    ),
    route('/agentGroups/:id/agents', scopes.readHybridAgents, (call) =>
      answer(
        call,
        'agents',
        findGroup(tenant, call).members.map((machine) => toAgent(tenant, machine, call)),
      ),
    ),
    route('/agents', scopes.readHybridAgents, (call) =>
      answer(
        call,
        'agents',
        listGroups(tenant, call).flatMap(({ members }) =>
          members.map((machine) => toAgent(tenant, machine, call)),
        ),
      ),
    ),
    route('/connectorGroups', scopes.readConnectors, (call) =>
      answer(
        call,
        'connectorGroups',
        listGroups(tenant, call).map((group) => toConnectorGroup(group, call)),
      ),
    ),
    route('/connectorGroups/:id/members', scopes.readConnectors, (call) =>
      answer(
        call,
        'connectors',
        findGroup(tenant, call).members.map((machine) => ({ ...machine })),
      ),
    ),
    route('/connectors', scopes.readConnectors, (call) =>
      answer(
        call,
        'connectors',
        listGroups(tenant, call).flatMap(({ members }) => members.map((machine) => ({ ...machine }))),
      ),
    ),
  ];
}

function answer(call: GraphCall, name: string, items: readonly WireObject[]) {
  const expand = call.url.searchParams.get('$expand')?.split('(')[0];
  const selected = items.map((item) => ({
    ...pickSelected(item, call.url.searchParams),
    ...(expand && expand in item ? { [expand]: item[expand] } : {}),
  }));
  const context = `onPremisesPublishingProfiles('${getParam(call, 'type')}')/${name}`;
  return answerPage(call, context, pageItems(call, selected));
}

function listGroups(tenant: Tenant, call: GraphCall): ConnectorGroupEntity[] {
  return tenant.connectorGroups.filter((group) => group.publishingType === getParam(call, 'type'));
}

function findGroup(tenant: Tenant, call: GraphCall): ConnectorGroupEntity {
  const id = getParam(call, 'id');
  const group = listGroups(tenant, call).find((candidate) => candidate.id === id);
  if (!group) throw createNotFound(id);
  return group;
}

function expands(call: GraphCall, name: string): boolean {
  return (
    call.url.searchParams
      .get('$expand')
      ?.split(',')
      .some((part) => part.startsWith(name)) ?? false
  );
}

function describeMachine(machine: ConnectorEntity, publishingType: string): WireObject {
  const { id, machineName, externalIp, status } = machine;
  return { id, machineName, externalIp, status, supportedPublishingTypes: [publishingType] };
}

function describeAgentGroup(group: ConnectorGroupEntity): WireObject {
  const { id, name, isDefault, publishingType } = group;
  return { id, displayName: name, isDefault, publishingType };
}

function toAgentGroup(group: ConnectorGroupEntity, call: GraphCall): WireObject {
  return {
    ...describeAgentGroup(group),
    ...(expands(call, 'agents')
      ? { agents: group.members.map((machine) => describeMachine(machine, group.publishingType)) }
      : {}),
  };
}

function toAgent(tenant: Tenant, machine: ConnectorEntity, call: GraphCall): WireObject {
  const groups = listGroups(tenant, call).filter(({ members }) =>
    members.some(({ id }) => id === machine.id),
  );
  return {
    ...describeMachine(machine, getParam(call, 'type')),
    ...(expands(call, 'agentGroups') ? { agentGroups: groups.map(describeAgentGroup) } : {}),
  };
}

function toConnectorGroup(group: ConnectorGroupEntity, call: GraphCall): WireObject {
  const { id, name, isDefault, region } = group;
  return {
    id,
    name,
    isDefault,
    region,
    connectorGroupType: 'applicationProxy',
    ...(expands(call, 'members') ? { members: group.members.map((machine) => ({ ...machine })) } : {}),
  };
}
