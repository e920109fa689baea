import { describe, it } from 'node:test';
import { expect } from 'chai';
import { safeHref } from '../../../src/model/address/safe-href.js';

describe('safeHref', () => {
  for (const href of [
    '/office/users',
    'users?place=start#top',
    '?place=users',
    '#users',
    '//portal.example/users',
    'https://portal.example/users',
    'HTTP://portal.example',
  ])
    it(`lets a link lead to ${JSON.stringify(href)}`, () => {
      expect(safeHref(href)).to.equal(href);
    });

  for (const href of [
    '',
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:alert(1)',
    'blob:https://portal.example/1',
    'file:///etc/passwd',
    'https://[',
    undefined,
    null,
    7,
    { toString: () => 'https://portal.example' },
  ])
    it(`lets no link lead to ${JSON.stringify(href) ?? 'nothing'}`, () => {
      expect(safeHref(href)).to.equal(undefined);
    });
});
