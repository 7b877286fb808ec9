import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildMessage } from '../../../src/adapters/mail/message.ts'
import { render } from '../../../src/adapters/mail/render.ts'
import type { Block, Doc, Inline } from '../../../src/kernel/doc.ts'
import { words } from '../../../src/kernel/doc.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { anyUnits } from './messages-for-tests.ts'

const rendered = (...blocks: readonly Block[]) => {
  const mail = render({ title: 'A title', blocks })
  if (isRefusal(mail)) throw new Error(mail.rule)
  return mail
}
const textOf = (...blocks: readonly Block[]): string => rendered(...blocks).text
const htmlOf = (...blocks: readonly Block[]): string =>
  rendered(...blocks).html.replace(/^[\s\S]*<body>\n|<\/body>[\s\S]*$/g, '')
const paragraphs = (...inlines: readonly Inline[]) => ({ paragraph: inlines })

describe('rendering a Doc for mail', () => {
  it('takes the subject from the title and puts an empty line between blocks', () => {
    const mail = rendered({ heading: 'Fixed' }, { paragraph: words('One.\r\nTwo.') }, { note: words('Three.') })
    expect(mail.subject).toBe('A title')
    expect(mail.text).toBe('Fixed\n-----\n\nOne.\nTwo.\n\nThree.\n')
    expect(mail.html).toBe(
      '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>A title</title></head><body>\n' +
        '<h2>Fixed</h2>\n<p>One.<br>\nTwo.</p>\n<p><small>Three.</small></p>\n</body></html>\n',
    )
  })

  it('writes links with their address, and only web and mail addresses as links', () => {
    const link = (address: string, text: string) => paragraphs({ link: address, text })
    expect(textOf(link('https://x.example/a?b=1&c', 'the fix'))).toBe('the fix <https://x.example/a?b=1&c>\n')
    expect(textOf(link('https://x.example/', 'https://x.example/'))).toBe('https://x.example/\n')
    expect(htmlOf(link('https://x.example/a?b=1&c', 'the fix'))).toBe(
      '<p><a href="https://x.example/a?b=1&amp;c">the fix</a></p>\n',
    )
    for (const bad of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'https://',
      'https://[x/',
      'https://x.example/"><img>',
      '//x.example',
    ]) {
      expect(textOf(link(bad, 'words'))).toBe('words\n')
      expect(htmlOf(link(bad, 'words'))).toBe('<p>words</p>\n')
    }
  })

  it('writes lists within lists, numbered and not', () => {
    const list: Block = {
      list: [{ text: words('first\nline'), items: [{ text: words('inner') }] }, { text: words('second') }],
    }
    expect(textOf(list)).toBe('- first\n  line\n  - inner\n- second\n')
    expect(textOf({ ...list, ordered: true })).toBe('1. first\n   line\n   1. inner\n2. second\n')
    expect(htmlOf(list)).toBe('<ul>\n<li>first<br>\nline\n<ul>\n<li>inner</li>\n</ul>\n</li>\n<li>second</li>\n</ul>\n')
  })

  it('keeps code as it is, even code with fences, tags and wide lines', () => {
    const code = `kubectl get <pods>  &&\n\t\`\`\`\n${'| wide '.repeat(60)}`
    expect(textOf({ code })).toBe(`\`\`\`\`\n${code}\n\`\`\`\`\n`)
    expect(htmlOf({ code })).toContain('<pre><code>kubectl get &lt;pods&gt;  &amp;&amp;\n\t```\n| wide ')
  })

  it('writes instants with the names of their zones and UTC, and the day where it is another one', () => {
    const zones = ['America/Los_Angeles', 'America/Chicago']
    const said = textOf(paragraphs({ instant: Date.UTC(2026, 11, 2, 16), zones }))
    expect(said).toBe('Wed 2 Dec 2026 8:00 PST / 10:00 CST / 16:00 UTC\n')
    expect(textOf(paragraphs({ instant: Date.UTC(2026, 6, 1, 4, 5), zones: ['America/Los_Angeles'] }))).toBe(
      'Tue 30 Jun 2026 21:05 PDT / Wed 1 Jul 2026 4:05 UTC\n',
    )
    expect(textOf(paragraphs({ instant: 0 }))).toBe('Thu 1 Jan 1970 0:00 UTC\n')
    expect(textOf(paragraphs({ instant: 0, zones: ['UTC'] }))).toBe('Thu 1 Jan 1970 0:00 UTC\n')
  })

  it('names people and never shows their ids', () => {
    const mail = rendered(paragraphs({ person: 'U0ADA', name: 'Ada <L>' }, { text: ' and ' }, { person: 'U0BOB' }))
    expect(mail.text).toBe('Ada <L> and a team member\n')
    expect(mail.html).toContain('<p>Ada &lt;L&gt; and a team member</p>')
    expect(`${mail.text}${mail.html}`).not.toMatch(/U0(ADA|BOB)/)
  })

  it('writes quotes, fields and styles, marks struck words in the text too, and leaves buttons out', () => {
    const bold: Inline = { text: 'not', style: ['bold', 'strike'] }
    expect(textOf({ quote: words('a\nb') })).toBe('> a\n> b\n')
    expect(htmlOf({ quote: words('a\nb') })).toBe('<blockquote>a<br>\nb</blockquote>\n')
    expect(textOf({ fields: [{ label: 'Severity', value: words('high') }] })).toBe('Severity: high\n')
    expect(textOf(paragraphs(bold, { text: ' affected' }))).toBe('~~not~~ affected\n')
    expect(htmlOf(paragraphs(bold))).toBe('<p><s><strong>not</strong></s></p>\n')
    const buttons: Block = { buttons: [{ button: 'x.y', label: 'Press', value: {} }] }
    expect(rendered(buttons, { paragraph: words('a') })).toEqual(rendered({ paragraph: words('a') }))
  })

  it.each(['a\r\nBcc: b@c.example', 'a\nb', 'a\0b', '', '   '])('refuses %j as a title', (title) => {
    expect(render({ title, blocks: [] })).toEqual({ rule: 'mail-header', about: { field: 'Subject' } })
  })

  it('loads nothing and lets no markup through, and what it renders can always be built', () => {
    const any = fc.oneof(
      anyUnits,
      fc.constantFrom('<img src="https://x">', '<script>', "' onload='x", '&amp;', '\u001b[0m'),
    )
    const inline: fc.Arbitrary<Inline> = fc.oneof(
      any.map((text) => ({ text })),
      fc.record({ link: fc.oneof(any, fc.constantFrom('https://x.example/a?b', 'mailto:a@b.example')), text: any }),
      any.map((name) => ({ person: 'U0ADA', name })),
    )
    const inlines = fc.array(inline, { maxLength: 3 })
    const block: fc.Arbitrary<Block> = fc.oneof(
      any.map((heading) => ({ heading })),
      any.map((code) => ({ code })),
      inlines.map((paragraph) => ({ paragraph })),
      inlines.map((quote) => ({ quote })),
      inlines.map((text) => ({ list: [{ text }] })),
      fc.tuple(any, inlines).map(([label, value]) => ({ fields: [{ label, value }] })),
    )
    const doc: fc.Arbitrary<Doc> = fc.record({
      title: fc.constant('A title'),
      blocks: fc.array(block, { maxLength: 4 }),
    })
    const names = 'html|head|meta|title|body|h2|p|small|ul|ol|li|blockquote|pre|code|strong|em|s|a|br'
    const attribute = ' lang="en"| charset="utf-8"| href="(?:https?://|mailto:)[^"<>]*"'
    const allowed = new RegExp(`^(?:<!DOCTYPE html>|</?(?:${names})(?:${attribute})?>)$`)
    fc.assert(
      fc.property(doc, (one) => {
        const mail = render(one)
        if (isRefusal(mail)) throw new Error(mail.rule)
        const tags = mail.html.match(/<[^>]*>/g) ?? []
        expect(tags.filter((tag) => !allowed.test(tag))).toEqual([])
        const from = { address: 'a@b.example' }
        const bytes = buildMessage({ ...mail, from, to: from, messageId: '<a@b.example>', date: 0 })
        expect(isRefusal(bytes)).toBe(false)
      }),
    )
  })
})
