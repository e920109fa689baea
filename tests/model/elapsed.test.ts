import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { ageMs, elapsedMs } from '../../src/model/elapsed.js';

const hourMs = 3_600_000;
const then = { wallMs: Date.parse('2026-03-01T09:00:00Z'), countedMs: 5_000 };

describe('time that has passed', () => {
  it('is what both clocks say when nothing happens to them', () => {
    expect(elapsedMs(then, { wallMs: then.wallMs + 700, countedMs: 5_700 })).to.equal(700);
  });

  it('counts the sleep of a machine, during which one clock stands still', () => {
    expect(elapsedMs(then, { wallMs: then.wallMs + hourMs, countedMs: 5_010 })).to.equal(hourMs);
  });

  it('is what was counted when the wall clock was put back less than that, and old when it went back behind', () => {
    expect(elapsedMs(then, { wallMs: then.wallMs + 1, countedMs: 65_000 })).to.equal(60_000);
    expect(elapsedMs(then, { wallMs: then.wallMs - 1, countedMs: 5_001 })).to.equal(Infinity);
  });

  it('is never less than either clock says, whatever jumps there are', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), (jump, counted) => {
        const passed = elapsedMs(then, { wallMs: then.wallMs + jump, countedMs: then.countedMs + counted });
        return passed >= jump && passed >= counted;
      }),
    );
  });

  it('since a written moment goes by the wall clock, and a moment to come is old', () => {
    expect(ageMs('2026-03-01T09:00:00Z', then.wallMs + hourMs)).to.equal(hourMs);
    expect(ageMs('2026-03-01T09:00:01Z', then.wallMs)).to.equal(Infinity);
  });
});
