import * as v from 'valibot';

const objectId = v.pipe(v.string(), v.uuid(), v.toLowerCase());
const names = v.array(v.string());

/** What is used of an access token of Entra's, v2.0. */
export const entraClaims = v.object({
  /** The tenant that she is signed in to. */
  tid: objectId,
  /** Her object id there. */
  oid: objectId,
  /** Permissions of the API that the page has in her name, separated by spaces. */
  scp: v.optional(v.string(), ''),
  /** App roles of the API that she was assigned. */
  roles: v.optional(names, []),
  /** Template ids of her directory roles, where the API's registration asks for them. */
  wids: v.exactOptional(names),
});

/** @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export type EntraClaims = v.InferOutput<typeof entraClaims>;
