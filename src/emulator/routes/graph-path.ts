/**
 * A Graph address below the version, in the one form the routes are written in: keys in parentheses become segments
 * (`users('id')` → `users/id`), functions lose their empty parentheses, `graph.user` becomes `microsoft.graph.user`.
 * Alternate keys and functions with arguments stay one segment: `groups(uniqueName='x')` → `groups/uniqueName=x`.
 */
export function toRoutePath(pathname: string): { version: string; path: string } {
  const [, version = '', ...segments] = pathname.replace(/\/+$/, '').split('/');
  return { version, path: `/${segments.flatMap(normalizeSegment).join('/')}` };
}

/** A route's pattern with its names in lower case, as addresses are compared; parameters keep theirs. */
export function toComparable(pattern: string): string {
  const compare = (segment: string): string => (segment.startsWith(':') ? segment : segment.toLowerCase());
  return pattern.split('/').map(compare).join('/');
}

/** The values of a pattern's parameters in an address, as they were written. */
export function readParams(pattern: string, path: string): Record<string, string> {
  const values = path.split('/');
  const names = pattern.split('/');
  return Object.fromEntries(
    names.flatMap((name, at) => (name.startsWith(':') ? [[name.slice(1), decode(values[at] ?? '')]] : [])),
  );
}

function normalizeSegment(raw: string): string[] {
  const segment = decode(raw);
  if (segment.startsWith('$')) return [segment];
  const call = /^([A-Za-z.]+)\((.*)\)$/.exec(segment);
  if (!call) return [/^graph\.\w+$/i.test(segment) ? `microsoft.${segment}` : raw];
  const [, name = '', argument = ''] = call;
  if (argument === '') return [name.replace(/^microsoft\.graph\./i, '')];
  const key = /^'(.*)'$/.exec(argument) ?? /^([0-9a-f-]{36})$/i.exec(argument);
  if (key) return [name, encodeURIComponent((key[1] ?? '').replaceAll("''", "'"))];
  const alternate = /^(\w+)='?([^']*(?:''[^']*)*)'?$/.exec(argument);
  if (alternate && !/^get/i.test(name))
    return [name, encodeURIComponent(`${alternate[1] ?? ''}=${(alternate[2] ?? '').replaceAll("''", "'")}`)];
  return [encodeURIComponent(`${name}(${argument})`)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
