import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../../src/emulator/index.js';
import {
  activeUserDetail,
  appUserDetail,
  mailboxUsageDetail,
} from '../../../src/emulator/reports/people-reports.js';
import { ReportSource } from '../../../src/emulator/reports/report-source.js';
import { toCsv } from '../../../src/emulator/reports/report.js';
import { generateTenant } from '../../../src/emulator/tenant/generate/tenant.js';

function createSource(users: number) {
  const { tenant } = generateTenant({
    tenant: 'contoso',
    seed: 1,
    users,
    clock: new VirtualClock(),
    lagMs: 0,
  });
  return { tenant, source: new ReportSource(tenant) };
}

describe('the rows of a report', () => {
  for (const [name, report] of Object.entries({ activeUserDetail, mailboxUsageDetail, appUserDetail }))
    it(`of ${name} are made when they are read, and no others`, () => {
      const { source } = createSource(600);
      const concealed: string[] = [];
      const conceal = (text: string): string => {
        concealed.push(text);
        return text;
      };
      const rows = report.listRows(source, { days: 30, refreshDate: '2026-01-13', conceal });
      expect(rows.length).to.be.greaterThan(300);
      expect(concealed).to.deep.equal([]);
      const page = rows.slice(200, 210).map(({ userPrincipalName }) => userPrincipalName);
      expect(new Set(concealed.filter((text) => text.includes('@')))).to.deep.equal(new Set(page));
    });

  it('become CSV in parts, without one row twice or left out', () => {
    const { source } = createSource(2_500);
    const request = { days: 30, refreshDate: '2026-01-13', conceal: (name: string) => name };
    const rows = activeUserDetail.listRows(source, request);
    const parts = [...toCsv(activeUserDetail, rows)];
    expect(parts.length).to.be.within(3, 5);
    const names = parts
      .join('')
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[1]);
    expect(names).to.deep.equal(source.members.map(({ userPrincipalName }) => userPrincipalName));
  });
});

describe('ReportSource', () => {
  it('works out who is in a report once, until a user is written', () => {
    const { tenant, source } = createSource(60);
    const { members, mailboxOwners } = source;
    const counts = source.countActive('2026-01-01');
    expect(source.members).to.equal(members);
    expect(source.mailboxOwners).to.equal(mailboxOwners);
    expect(source.countActive('2026-01-01')).to.equal(counts);

    const [owner] = mailboxOwners;
    tenant.users.update(owner?.id ?? '', { assignedLicenses: [] });
    expect(source.mailboxOwners.map(({ id }) => id)).to.deep.equal(
      mailboxOwners.slice(1).map(({ id }) => id),
    );
    const others = source.countActive('2026-01-01');
    expect(toTotal(others['exchange'])).to.equal(toTotal(counts['exchange']) - 1);

    tenant.users.remove(owner?.id ?? '');
    expect(source.members).to.have.length(members.length - 1);
  });
});

function toTotal(count: { active: number; inactive: number } | undefined): number {
  return (count?.active ?? 0) + (count?.inactive ?? 0);
}
