import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Drawn } from '../../../../src/playground/page/draw/drawn.ts'
import type { Eyes } from '../../../../src/playground/page/draw/eyes.ts'
import { safeUrl } from '../../../../src/playground/page/draw/links.ts'
import { drawLine, drawMrkdwn } from '../../../../src/playground/page/draw/text.ts'
import { drawView } from '../../../../src/playground/page/draw/view.ts'
import { eyes, plain } from './eyes-for-tests.ts'
import { markupOf, parsed, tagsNamed, textIn, unbalanced } from './markup.ts'
import { everyView } from './sample.ts'

const elements =
  'a bdi blockquote br button code details div em fieldset figcaption figure h3 h4 hr input label legend li mark ol optgroup ' +
  'option p pre rect s select span strong summary svg table tbody td textarea th thead time tr u ul'
const attributes =
  'aria-describedby aria-hidden aria-invalid aria-label aria-required autocomplete autofocus checked class data-action data-block ' +
  'data-choose data-close data-confirm-no data-confirm-text data-confirm-title data-confirm-yes data-dispatch data-instant ' +
  'data-longest data-most data-press data-value datetime dir fill for form height href id label max min name placeholder rel ' +
  'role rows selected start step tabindex target title type value viewBox width'

const evil = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "' onclick='alert(1)",
  '</textarea><script>',
  '</option></select>',
  '--><!--',
  '<![CDATA[',
  '&lt;script&gt;',
  '&#60;b&#62;',
  '&quot; onfocus=&quot;',
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'java\nscript:x',
  'data:text/html,<b>',
  'https://example.org/"onclick=x',
  'https://example.org/<b>',
  'mailto:a@b?subject="<',
  '\u202Egnp.exe',
  '\u2066\u2069',
  '\u0000',
  '\uD800',
  '\n\n',
  '```',
  '`',
  '>>> ',
  '* _ ~',
  '|',
  '^',
  '<!date^1^{date}^javascript:x|y>',
  '<@U1|<b>>',
  '{{}}',
  '__proto__',
  'constructor',
  '](javascript:x)',
  '![x](https://example.org/x.png)',
  '| a | b |\n|--|:-:|\n| c | d |',
  'w'.repeat(500),
]
const words = fc
  .array(fc.oneof(fc.constantFrom(...evil), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 4 })
  .map((parts) => parts.join(''))

/** Hands out the words again and again. */
const sayer = (said: readonly string[]) => {
  let next = 0
  return (): string => said[next++ % said.length] ?? ''
}

const strange = (say: () => string): Eyes => ({
  ...eyes,
  nameOf: say,
  channelOf: say,
  people: () => [{ id: say(), name: say(), guest: true }],
  channels: () => [{ id: say(), name: say() }],
})

const faults = (drawn: Drawn): string[] => {
  const { tags } = parsed(drawn)
  const known = { elements: elements.split(' '), attributes: attributes.split(' ') }
  return [
    ...unbalanced(tags),
    ...tags.flatMap((tag) => (known.elements.includes(tag.name) ? [] : [`<${tag.name}>`])),
    ...tags.flatMap((tag) => Object.keys(tag.attributes).filter((name) => !known.attributes.includes(name))),
    ...tags.flatMap(({ attributes: { href } }) => (href === undefined || /^(https?|mailto):/.test(href) ? [] : [href])),
  ]
}

describe('whatever a message says', () => {
  test('it brings no element, no attribute and no address of its own', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 30 }), (said) => {
        const say = sayer(said)
        expect(faults(drawView(everyView(say), strange(say)))).toEqual([])
      }),
      { numRuns: 150, examples: [[evil], [['<b>']], [['"']], [['javascript:alert(1)']], [['<https://a|']]] },
    )
  }, 60_000)

  test('the same elements are drawn as for harmless words, wherever words have no marks', () => {
    fc.assert(
      fc.property(words, (said) => {
        const flat = said.replace(/[\n:]/g, '.')
        expect(parsed(drawLine(plain(flat), eyes)).tags).toEqual([])
        expect(textIn(drawLine(plain(flat), eyes))).toBe(flat)
      }),
    )
  })

  test('mrkdwn loses none of it', () => {
    fc.assert(
      fc.property(words, (said) => {
        const wire = said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        // Only marks, and what stands for a quote or a line, may go.
        const kept = (text: string) => text.replace(/[\s*_~`>]/g, '')
        expect(kept(textIn(drawMrkdwn(wire, eyes)))).toBe(kept(said))
      }),
    )
  })

  test('a link leads nowhere but to http, https and mail', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          words,
          words.map((said) => `https://${said}`),
        ),
        (url) => {
          const address = safeUrl(url)
          if (address !== undefined) expect(['http:', 'https:', 'mailto:']).toContain(new URL(address).protocol)
        },
      ),
    )
  })

  test('a reading direction that is turned within a name ends with the name', () => {
    const turned = { ...eyes, nameOf: () => '\u202Eeduj' }
    expect(tagsNamed(drawMrkdwn('by <@U2>, who approves', turned), 'bdi')).toHaveLength(1)
    expect(markupOf(drawMrkdwn('by <@U2>, who approves', turned))).toContain('</bdi>, who approves')
  })
})
