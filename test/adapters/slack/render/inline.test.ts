import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeLink, settle } from '../../../../src/adapters/slack/render/inline.ts'
import { mrkdwn } from '../../../../src/adapters/slack/render/mrkdwn.ts'
import { hostile, inline } from './docs.ts'

test('a link leads only to http, https or mailto', () => {
  expect(safeLink('https://example.org/a?b=1&c=2')).toBe('https://example.org/a?b=1&c=2')
  expect(safeLink('mailto:team@example.org')).toBe('mailto:team@example.org')
  for (const link of ['javascript:alert(1)', 'data:text/html,x', 'slack://open', 'file:///etc/passwd', '/report', '']) {
    expect(safeLink(link)).toBeNull()
  }
})

test('a link with a user in it, which leads elsewhere than it reads, becomes its text', () => {
  expect(settle([{ link: 'https://kubeflow.org@evil.example/', text: 'the advisory' }])).toEqual([
    { text: 'the advisory' },
  ])
})

test('a link cannot end its own token in mrkdwn', () => {
  fc.assert(
    fc.property(hostile, hostile, (path, text) => {
      const said = mrkdwn(settle([{ link: `https://example.org/${path}`, text: `x${text}` }]))
      for (const token of said.split(/(?<=>)/).filter((part) => part.includes('<'))) {
        expect(token).toMatch(/^<https:\/\/example\.org\/[^<>|\s]*\|[^<>]+>$/)
      }
    }),
  )
})

test('a person without a Slack id is said by name, never as a mention', () => {
  expect(settle([{ person: 'U1> <!channel', name: 'Ann' }])).toEqual([{ text: 'Ann' }])
  expect(mrkdwn(settle([{ person: 'U1> <!channel' }]))).toBe('U1&gt; &lt;!channel')
})

test('styles are marked where marks can stand and left out where they would break', () => {
  const style = ['bold', 'italic'] as const
  expect(mrkdwn([{ text: 'word & word', style }])).toBe('*_word &amp; word_*')
  for (const text of [' word', 'word ', 'a*b', 'a\nb', 'a`b']) expect(mrkdwn([{ text, style }])).toBe(text)
})

test('control characters and halves of characters never leave', () => {
  fc.assert(
    fc.property(fc.array(inline), (inlines) => {
      const said = mrkdwn(settle(inlines))
      expect(said).not.toMatch(/(?![\n\t])\p{Cc}/u)
      expect(said.isWellFormed()).toBe(true)
    }),
  )
})
