import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { adviseOnConnectors } from '../../../src/elements/directory-connect/connector-advice.js';
import type { ResourceLocation } from '../../../src/model/connector.js';

const purpose = 'sign-in';
const place = (name: string, ...states: boolean[]): ResourceLocation => ({
  id: name,
  name,
  connectors: states.map((active, index) => ({
    id: `${name}-${index}`,
    machineName: `${name}-${index + 1}`,
    active,
  })),
});

describe('advice on connectors', () => {
  it('is none for two locations with two active connectors each', () => {
    expect(adviseOnConnectors([place('A', true, true), place('B', true, true)])).to.deep.equal([]);
  });

  it('asks for a second connector where one was never installed', () => {
    expect(adviseOnConnectors([place('A', true), place('B', true, true)])).to.deep.equal([
      { kind: 'no-spare', location: 'A', purpose, inactive: [] },
    ]);
  });

  it('names the connector that should take over and does not answer', () => {
    expect(adviseOnConnectors([place('A', true, false), place('B', true, true)])).to.deep.equal([
      { kind: 'no-spare', location: 'A', purpose, inactive: ['A-2'] },
    ]);
  });

  it('names an inactive connector also where enough others answer', () => {
    expect(adviseOnConnectors([place('A', true, false, true), place('B', true, true)])).to.deep.equal([
      { kind: 'inactive', location: 'A', purpose, inactive: ['A-2'] },
    ]);
  });

  it('says when all connectors stand in one location; one without any does not count', () => {
    expect(adviseOnConnectors([place('A', true, true)])).to.deep.equal([
      { kind: 'one-location', location: 'A', purpose },
    ]);
    expect(adviseOnConnectors([place('A', true, true), place('B')])).to.deep.equal([
      { kind: 'down', location: 'B', purpose },
      { kind: 'one-location', location: 'A', purpose },
    ]);
  });

  it('judges sign-in and synchronization apart', () => {
    const syncing = { ...place('B', true, true), purpose: 'synchronization' as const };
    expect(adviseOnConnectors([place('A', true, true), place('C', true, true), syncing])).to.deep.equal([
      { kind: 'one-location', location: 'B', purpose: 'synchronization' },
    ]);
  });

  it('is empty where there is no location', () => {
    expect(adviseOnConnectors([])).to.deep.equal([]);
  });

  it('speaks of every location with fewer than two active connectors, the worst first', () => {
    const locations = fc.array(
      fc.tuple(fc.string(), fc.array(fc.boolean())).map(([name, states]) => place(name, ...states)),
    );
    fc.assert(
      fc.property(locations, (all) => {
        const kinds = adviseOnConnectors(all).map(({ kind }) => kind);
        const active = all.map(({ connectors }) => connectors.filter((each) => each.active).length);
        expect(kinds.filter((kind) => kind === 'down')).to.have.length(active.filter((n) => n === 0).length);
        expect(kinds.filter((kind) => kind === 'no-spare')).to.have.length(
          active.filter((n) => n === 1).length,
        );
        const order = ['down', 'no-spare', 'inactive', 'one-location'];
        expect(kinds).to.deep.equal([...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
      }),
    );
  });
});
