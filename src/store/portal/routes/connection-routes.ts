import * as v from 'valibot';
import { connectHurdles } from '../../../model/connect-hurdle.js';
import { id } from '../../schema/fields.js';
import { reading, writing } from '../route.js';

/** A domain as people write it. It is only ever shown. */
const domain = v.pipe(v.string(), v.maxLength(253), v.regex(/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u));

/** What keeps whoever asks from connecting it, or from disconnecting it. */
const hurdle = v.exactOptional(v.picklist(connectHurdles));

/** Which tenant a customer is connected to: asked below the API's own address, for there may be none yet. */
export const connectionRoutes = {
  read: reading({
    name: 'readConnection',
    method: 'GET',
    path: '/connection',
    summary:
      'Whether this tenant may be seen, and if not, which one is connected or what keeps it from being.',
    input: v.object({ tenantId: id }),
    answer: v.variant('status', [
      v.object({ status: v.literal('open'), domain: v.exactOptional(domain), hurdle }),
      v.object({ status: v.literal('unconnected'), hurdle }),
      v.object({ status: v.literal('elsewhere'), domain }),
    ]),
  }),
  connect: writing({
    name: 'connectTenant',
    method: 'PUT',
    path: '/connection',
    summary: 'Connects the tenant that the token is of, whose holder is an administrator there.',
    input: v.object({ tenantId: id, domain }),
  }),
  disconnect: writing({
    name: 'disconnectTenant',
    method: 'DELETE',
    path: '/connection',
    summary: 'Disconnects the tenant, unless a workspace gave something there. Answers which groups stay.',
    input: v.object({ tenantId: id }),
    answer: v.object({ groups: v.array(v.object({ groupId: id, workspace: v.string() })) }),
  }),
};
