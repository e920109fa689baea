import { describe, it } from 'node:test';
import { expect } from 'chai';
import { addDays, daysBetween, toDay } from '../../src/model/days.js';

const noon = new Date('2026-03-01T12:00:00.000Z');

describe('days', () => {
  it('are of 24 hours, whatever the calendar of the place', () => {
    expect(addDays(noon, -1.5).toISOString()).to.equal('2026-02-28T00:00:00.000Z');
    expect(daysBetween(noon, addDays(noon, 400))).to.equal(400);
    expect(daysBetween(noon, addDays(noon, -0.25))).to.equal(-0.25);
  });

  it('are named as in UTC', () => {
    expect(toDay(new Date('2026-03-01T23:59:59.000-10:00'))).to.equal('2026-03-02');
  });
});
