/** What a publish is called before, while and after it runs, by what it does. */
export const publishHeadings = {
  publish: (name: string) => ({
    review: `Review: ${name}`,
    running: `Publishing ${name}`,
    stopped: `Publishing ${name} stopped`,
    done: `${name} is published`,
  }),
  undoPublish: (name: string) => ({
    review: `Review: undo the publish of ${name}`,
    running: `Undoing the publish of ${name}`,
    stopped: `Undoing the publish of ${name} stopped`,
    done: `The publish of ${name} is undone`,
  }),
  reclaim: () => ({
    review: 'Review: reclaim licenses',
    running: 'Reclaiming licenses',
    stopped: 'Reclaiming licenses stopped',
    done: 'Licenses are reclaimed',
  }),
  undoReclaim: () => ({
    review: 'Review: undo the reclaim',
    running: 'Undoing the reclaim',
    stopped: 'Undoing the reclaim stopped',
    done: 'The reclaim is undone',
  }),
  swap: (plans: string) => ({
    review: `Review: swap ${plans}`,
    running: `Swapping ${plans}`,
    stopped: `Swapping ${plans} stopped`,
    done: `Swapped ${plans}`,
  }),
  undoSwap: (plans: string) => ({
    review: `Review: undo the swap of ${plans}`,
    running: `Undoing the swap of ${plans}`,
    stopped: `Undoing the swap of ${plans} stopped`,
    done: `The swap of ${plans} is undone`,
  }),
};
