import type { WorkspaceService } from '../workspace/workspace.js';

/** Something that a person or a group can hold because of us: a plan, a service of the portal, membership of a group. */
export type Entitlement =
  | { readonly kind: 'plan'; readonly skuId: string }
  | ({ readonly kind: 'service' } & WorkspaceService)
  | { readonly kind: 'membership'; readonly groupId: string };

export function toPlan(skuId: string): Entitlement {
  return { kind: 'plan', skuId };
}

export function toMembership(groupId: string): Entitlement {
  return { kind: 'membership', groupId };
}

export function toService({ providerId, serviceId, optionId }: WorkspaceService): Entitlement {
  return { kind: 'service', providerId, serviceId, ...(optionId === undefined ? {} : { optionId }) };
}

/** One text that identifies an entitlement, for maps and for storing; `entitlementFromKey` reads it again. */
export function entitlementToKey(entitlement: Entitlement): string {
  switch (entitlement.kind) {
    case 'plan':
      return JSON.stringify(['plan', entitlement.skuId]);
    case 'service': {
      const { providerId, serviceId, optionId } = entitlement;
      return JSON.stringify([
        'service',
        providerId,
        serviceId,
        ...(optionId === undefined ? [] : [optionId]),
      ]);
    }
    case 'membership':
      return JSON.stringify(['membership', entitlement.groupId]);
  }
}

/** @throws {TypeError} for a text that `entitlementToKey` did not make */
export function entitlementFromKey(key: string): Entitlement {
  const [kind, first, second, third] = readTexts(key);
  if (kind === 'plan' && first !== undefined) return { kind, skuId: first };
  if (kind === 'membership' && first !== undefined) return { kind, groupId: first };
  if (kind === 'service' && first !== undefined && second !== undefined)
    return {
      kind,
      providerId: first,
      serviceId: second,
      ...(third === undefined ? {} : { optionId: third }),
    };
  throw new TypeError(`${key} names no entitlement.`);
}

function readTexts(key: string): readonly string[] {
  const parts: unknown = JSON.parse(key);
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string'))
    throw new TypeError(`${key} names no entitlement.`);
  return parts;
}
