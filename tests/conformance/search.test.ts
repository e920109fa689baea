import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator } from '../support/emulator.js';

const names = [
  'hello world',
  'HelloWorld',
  'helloWORLD',
  'HELLOworld',
  'hello.world',
  'hello-world',
  'hello123world',
  '李四(David Li)',
  "Sean O'Brien",
  'Say "hi" \\ all',
];

const tenant = startEmulator({ tenant: 'empty' });
const ready = Promise.all(
  names.map((displayName, at) =>
    tenant.call('POST', '/groups', {
      body: {
        displayName,
        description: at === 0 ? 'One team' : `Group ${at}`,
        mailEnabled: false,
        mailNickname: `group${at}`,
        securityEnabled: true,
      },
    }),
  ),
);

async function search(text: string): Promise<string[]> {
  await ready;
  const answer = await tenant.call('GET', `/groups?$select=displayName&$search=${encodeURIComponent(text)}`, {
    headers: { ConsistencyLevel: 'eventual' },
  });
  expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
  return (answer.body as { value: { displayName: string }[] }).value.map(({ displayName }) => displayName);
}

describe('$search', () => {
  const found: readonly (readonly [text: string, names: readonly string[]])[] = [
    [
      '"displayName:world"',
      ['hello world', 'HelloWorld', 'helloWORLD', 'hello.world', 'hello-world', 'hello123world'],
    ],
    // Combined words are found only where symbols alone separate them, and never split where upper turns to lower.
    ['"displayName:helloworld"', ['HELLOworld', 'hello.world', 'hello-world']],
    [
      '"displayName:WORLD hel"',
      ['hello world', 'HelloWorld', 'helloWORLD', 'hello.world', 'hello-world', 'hello123world'],
    ],
    ['"displayName:123"', ['hello123world']],
    ['"displayName:李四"', ['李四(David Li)']],
    ['"displayName:David)"', ['李四(David Li)']],
    ['"displayName:(李四"', ['李四(David Li)']],
    ['"displayName:Li 李"', ['李四(David Li)']],
    ['"displayName:o\'brien"', ["Sean O'Brien"]],
    ['"displayName:obrien"', ["Sean O'Brien"]],
    ['"displayName:say \\"hi\\" \\\\"', ['Say "hi" \\ all']],
    ['"displayName:orld"', []],
    ['"description:one"', ['hello world']],
    ['"description:team one"', ['hello world']],
    ['"mailNickname:group8"', ["Sean O'Brien"]],
    ['"mailNickname:roup8"', []],
    ['"description:one" AND "displayName:hello"', ['hello world']],
    ['"description:one" AND ("displayName:sean" OR "displayName:hello")', ['hello world']],
    ['"displayName:sean" OR "displayName:david"', ['李四(David Li)', "Sean O'Brien"]],
    ['"displayName:sean" OR "displayName:david" AND "displayName:hello"', ["Sean O'Brien"]],
  ];
  for (const [text, expected] of found)
    it(`${text} finds ${expected.length === 0 ? 'nothing' : expected.join(', ')}`, async () => {
      expect(await search(text)).to.have.members(expected);
    });

  it('joins with $filter by AND', async () => {
    await ready;
    const answer = await tenant.call(
      'GET',
      `/groups?$filter=mailNickname eq 'group1'&$search="displayName:hello"&$count=true`.replace(
        /[ "]/g,
        (char) => encodeURIComponent(char),
      ),
      { headers: { ConsistencyLevel: 'eventual' } },
    );
    expect(answer.body).to.include({ '@odata.count': 1 });
  });
});
