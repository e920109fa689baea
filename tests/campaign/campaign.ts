import { runStory, type StoryEnd } from './run-story.js';
import { drawStory } from './stories/draw-story.js';

export interface CampaignOptions {
  /** Of the first story; each next one has the next. */
  readonly seed: number;
  readonly stories: number;
  readonly calm: boolean;
  /** No story begins after this time, in milliseconds. */
  readonly forMs?: number;
  readonly onFault?: (end: StoryEnd) => void;
}

export interface CampaignEnd {
  readonly stories: number;
  readonly seconds: number;
  /** Stories by what may happen in them; `calm` for those in which nothing does. */
  readonly byFeature: ReadonlyMap<string, number>;
  /** How often what happened, in words. */
  readonly events: ReadonlyMap<string, number>;
  readonly failed: readonly StoryEnd[];
}

/** How many stories are played at the same time. */
const atOnce = 4;

/** Plays stories, some at a time; each has a tenant and a time of its own. */
export async function playStories(options: CampaignOptions): Promise<CampaignEnd> {
  const { seed, stories, calm, forMs = Infinity, onFault = () => undefined } = options;
  const startedAt = performance.now();
  const failed: StoryEnd[] = [];
  const byFeature = new Map<string, number>();
  const events = new Map<string, number>();
  let played = 0;
  const playOn = async (): Promise<void> => {
    while (played < stories && performance.now() - startedAt < forMs) {
      const story = drawStory(seed + played, calm);
      played += 1;
      for (const feature of story.features.length > 0 ? story.features : ['calm'])
        byFeature.set(feature, (byFeature.get(feature) ?? 0) + 1);
      const end = await runStory(story);
      for (const [event, count] of end.events) events.set(event, (events.get(event) ?? 0) + count);
      if (end.faults.length === 0) continue;
      failed.push(end);
      onFault(end);
    }
  };
  // While one waits for a signature to be checked the others go on.
  await Promise.all(Array.from({ length: atOnce }, playOn));
  return { stories: played, seconds: (performance.now() - startedAt) / 1_000, byFeature, events, failed };
}

/** What the judges found in a story, and how to play it again. */
export function describeEnd({ story, faults }: StoryEnd, calm: boolean): string {
  const { seed, features, steps } = story;
  const lines = faults.map(({ law, message, step }) => {
    const kind = steps[step]?.kind ?? 'the end';
    return `  ${law}, step ${step} (${kind}): ${message}`;
  });
  const head = `Story ${seed} (${features.join(', ') || 'calm'}): ${faults.length} faults. npm run campaign -- --replay ${seed}${calm ? ' --calm' : ''}`;
  return [head, ...lines].join('\n');
}
