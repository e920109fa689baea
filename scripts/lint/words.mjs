/**
 * Words that this project does not use, each with the one that it says instead (CONTRIBUTING.md has the glossary).
 * @typedef {readonly [pattern: RegExp, say: string]} Word
 */

/** Wrong wherever they stand: in names, comments, sentences and pages. @type {readonly Word[]} */
const wrongEverywhere = [
  [/\bofferings?\b/i, 'workspace'],
  [/\bautopilots?\b/i, 'updated automatically'],
  [/\blicen(ce|ces|ced|cing)\b/i, 'license'],
  [/\bseats?\b/i, 'license'],
  [/\bassignees?\b/i, 'subscriber'],
  [/\bharvest(s|ed|ing)?\b/i, 'reclaim'],
  [/\bin doubt\b/i, 'open; on the screen: pending'],
  [/\bpublish plans?\b/i, 'change set'],
  [/\b(take|takes|taking|took|taken) away\b/i, 'unassign'],
  [/\bplan(s|ned|ning)? again\b/i, 'refresh'],
];

/** Right in code, where they have another meaning, and wrong in what an administrator reads. @type {readonly Word[]} */
const wrongInSentences = [
  ...wrongEverywhere,
  [/\bservice plans?\b/i, 'app'],
  [/\bswitch(es|ed|ing)?\b(?! accounts?)/i, 'turn on, turn off'],
  [/\bunknown\b/i, 'pending, or what exactly is not known'],
  [/\bkeys?\b/i, 'the thing itself'],
  [/\bjobs?\b(?! titles?)/i, 'publish'],
  [/\b(run|runs|running)\b(?! out)/i, 'publish'],
  [/\bsaves?\b(?! this view)/i, 'publish; for a draft: draft saved'],
  [/\b(sync|syncs|synced|syncing)\b/i, 'publish; for the directory: synchronize'],
  [/\bdeploy(s|ed|ing|ment)?\b/i, 'publish'],
  [/\bwaiting\b/i, 'pending'],
  [/\bmembers?\b/i, 'subscriber, people'],
  [/\b(grants?|granting|revoke[sd]?|revoking)\b/i, 'assign, unassign; a permission is granted'],
  [/\b(give|gives|gave|given|giving)\b/i, 'assign'],
  [/\b(kept|(?<!stop )keeping)\b(?! on purpose)/i, 'saved; for a wasted license: keep on purpose'],
  [/\binherited\b/i, 'Group: name'],
  [/\b(consumed|prepaid)\b/i, 'Assigned, Total'],
  [/\btemplates?\b/i, 'workspace'],
  [/\bpreviews?\b/i, 'review'],
];

/**
 * Finds these words in names (read word by word), texts and comments; with `sentences`, in texts alone.
 *
 * @param {readonly Word[]} words
 * @param {{ sentences?: boolean }} [options]
 * @returns {import('eslint').Rule.RuleModule}
 */
function forbid(words, { sentences = false } = {}) {
  return {
    meta: { type: 'suggestion', schema: [], messages: { word: 'Not “{{found}}”: say {{say}}.' } },
    create(context) {
      const check = (node, text) => {
        for (const [pattern, say] of words) {
          const found = pattern.exec(text)?.[0];
          if (found)
            context.report({ loc: context.sourceCode.getLoc(node), messageId: 'word', data: { found, say } });
        }
      };
      const texts = {
        Literal: (node) => typeof node.value === 'string' && !isName(node) && check(node, node.value),
        TemplateElement: (node) => check(node, node.value.cooked ?? ''),
        // Pages in Markdown.
        text: (node) => check(node, node.value),
      };
      if (sentences) return texts;
      return {
        ...texts,
        Identifier: (node) => check(node, toWords(node.name)),
        PrivateIdentifier: (node) => check(node, toWords(node.name)),
        'Program:exit': () =>
          context.sourceCode.getAllComments?.().forEach((comment) => check(comment, comment.value)),
      };
    },
  };
}

/** Names of modules and of properties are no sentences; what they name is checked where it is made. */
function isName(node) {
  const { parent } = node;
  if (parent.type === 'Property') return parent.key === node;
  return parent.type.startsWith('Import') || parent.type.startsWith('Export');
}

function toWords(name) {
  return name.replaceAll('_', ' ').replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2');
}

export const words = {
  rules: {
    everywhere: forbid(wrongEverywhere),
    sentences: forbid(wrongInSentences, { sentences: true }),
  },
};
