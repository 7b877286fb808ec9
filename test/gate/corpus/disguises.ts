/** Ways to write an id so that a reader, or a program, still gets it. */
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (char: string): string => (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')
const each = (text: string, write: (char: string) => string): string => Array.from(text, write).join('')
const swap = (text: string, from: string, to: string): string =>
  each(text, (char) => Array.from(to)[Array.from(from).indexOf(char)] ?? char)
const dashes = (text: string, dash: string): string => text.replaceAll('-', dash)
const middle = (text: string, put: string): string => {
  const at = text.includes('-') ? text.indexOf('-') + 3 : 4
  return text.slice(0, at) + put + text.slice(at)
}

export const disguises: Readonly<Record<string, (id: string) => string>> = {
  'as it is': (id) => id,
  'in small letters': (id) => id.toLowerCase(),
  'in capitals': (id) => id.toUpperCase(),
  'in letters of full width': (id) =>
    each(id, (c) => (/[!-~]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)),
  'in mathematical letters': (id) =>
    each(id, (c) => {
      const code = c.charCodeAt(0)
      if (/[A-Z]/.test(c)) return String.fromCodePoint(0x1d400 + code - 65)
      if (/[a-z]/.test(c)) return String.fromCodePoint(0x1d41a + code - 97)
      return /\d/.test(c) ? String.fromCodePoint(0x1d7ce + code - 48) : c
    }),
  'with zero-width spaces': (id) => each(id, (c) => `${c}\u200b`),
  'with soft hyphens': (id) => middle(id, '\u00ad'),
  'with word joiners and marks of direction': (id) => middle(middle(id, '\u2060'), '\u202d'),
  'with a variation selector': (id) => middle(id, '\ufe0f'),
  'struck out by combining marks': (id) => each(id, (c) => `${c}\u0336`),
  'with spaces for dashes': (id) => dashes(id, ' '),
  'with spaces around dashes': (id) => dashes(id, ' - '),
  'with en dashes': (id) => dashes(id, '–'),
  'with non-breaking hyphens': (id) => dashes(id, '\u2011'),
  'with minus signs': (id) => dashes(id, '−'),
  'with em dashes between thin spaces': (id) => dashes(id, '\u2009—\u2009'),
  'with underscores': (id) => dashes(id, '_'),
  'with dots': (id) => dashes(id, '.'),
  'with slashes': (id) => dashes(id, '/'),
  'with no-break spaces': (id) => dashes(id, '\u00a0'),
  'without dashes': (id) => dashes(id, ''),
  'letter by letter': (id) => each(id, (c) => `${c} `).trim(),
  'letter by letter, with dots': (id) => each(id.replaceAll('-', ''), (c) => `${c}.`),
  'bold in Markdown': (id) => middle(id, '**'),
  'bold in Slack': (id) => id.replace(/^\w+/, '*$&*'),
  'in code marks': (id) => id.replace(/\w+$/, '`$&`'),
  'bold in HTML': (id) => id.replace(/\w+$/, '<b class="x">$&</b>'),
  'cut by a span': (id) => middle(id, '</span><span style="color:red">'),
  'cut by a comment': (id) => middle(id, '<!-- -->'),
  'in a colour of the terminal': (id) => middle(id, '\u001b[1m'),
  'in Cyrillic look-alikes': (id) => swap(id, 'ABCEHKMOPTXaceopxyjs', 'АВСЕНКМОРТХасеорхујѕ'),
  'in Greek look-alikes': (id) => swap(id, 'ABEHIKMNOPTXov', 'ΑΒΕΗΙΚΜΝΟΡΤΧον'),
  'with letters for digits': (id) => swap(id, '01', 'Ol'),
  'split at a dash': (id) => id.replace('-', '-\n'),
  'split at the last dash, with CRLF': (id) => id.replace(/-(?=\w+$)/, '-\r\n'),
  'split in a quoted mail': (id) => id.replace('-', '-\n> '),
  'split in a comment': (id) => id.replace('-', '-\n// '),
  'split in the middle': (id) => middle(id, '\n'),
  'split with a hyphen': (id) => middle(id, '-\n  '),
  'with its dashes in URL encoding': (id) => dashes(id, '%2D'),
  'all in URL encoding': (id) => each(id, (c) => `%${hex(c)}`),
  'in URL encoding twice': (id) => dashes(id, '%252D'),
  'in a URL': (id) => `https://example.org/search?q=${encodeURIComponent(id)}&page=2`,
  'with entities by number': (id) => dashes(id, '&#45;'),
  'with entities by hexadecimal number': (id) => each(id, (c) => `&#x${hex(c)};`),
  'with entities by name': (id) => dashes(id, '&ndash;'),
  'with a soft hyphen by name': (id) => middle(id, '&shy;'),
  'with entities that are escaped': (id) => dashes(id, '&amp;#45;'),
  'in JSON escapes': (id) => each(id, (c) => `\\u00${hex(c)}`),
  'in a JSON string after a line end': (id) => JSON.stringify({ text: `see\n${id}` }),
  'in base64': (id) => base64(id),
  'in base64, in a sentence': (id) => base64(`the fix for ${id} is ready`),
  'in base64, one letter later': (id) => base64(`x ${id} and more`),
  'in base64, two letters later': (id) => base64(`xy ${id} and more`),
  'in base64url, after other letters': (id) => `tok/${Buffer.from(`see ${id} ÿ`).toString('base64url')}`,
  'in base64 over lines': (id) =>
    (base64(`Dear all, please note ${id}, which will be published`).match(/.{1,20}/g) ?? []).join('\r\n'),
  'in base64 twice': (id) => base64(base64(`see ${id}`)),
  'in base64 of UTF-16': (id) => Buffer.from(`see ${id}`, 'utf16le').toString('base64'),
  'in base64, in look-alikes': (id) => base64(swap(id, 'CEKOPTXceopx', 'СЕКОРТХсеорх')),
  'in quoted-printable': (id) => each(id, (c) => `=${hex(c)}`),
  'with its dashes in quoted-printable': (id) => dashes(id, '=2D'),
  'at a soft line end of quoted-printable': (id) => middle(id, '=\r\n'),
  'in HTML in quoted-printable': (id) => `<a href=3D"x">${middle(id, '</a>=\r\n<b>')}</b>`,
  'in an encoded word': (id) => `=?utf-8?B?${base64(`[x] ${id}`)}?=`,
  'in two encoded words': (id) => `=?utf-8?q?${middle(id, '?=\r\n =?utf-8?q?')}?=`,
}

const turn = (words: readonly string[], by: number): readonly string[] => [...words.slice(by), ...words.slice(0, by)]
const spoken = (title: string): readonly string[] => title.split(' ').filter((word) => word.length > 3)

/** Ways to say a title. */
export const retellings: Readonly<Record<string, (title: string) => string>> = {
  'as it is': (title) => title,
  'in capitals': (title) => title.toUpperCase(),
  'over lines of a quoted mail': (title) => title.replaceAll(' ', '\n> '),
  'as a slug': (title) => title.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
  'as one word': (title) => title.replaceAll(' ', ''),
  'with formatting': (title) => title.replaceAll(/ (\w+)/g, ' **$1**'),
  'in look-alikes': (title) => swap(title, 'aceopxC', 'асеорхС'),
  'with soft hyphens': (title) => title.replaceAll(/(\w{3})(\w{3})/g, '$1\u00ad$2'),
  'in HTML': (title) => `<p>${title.replaceAll(' ', '&nbsp;')}</p>`,
  'in URL encoding': (title) => encodeURIComponent(title),
  'in base64': (title) => base64(title),
  'backwards, word by word': (title) => spoken(title).toReversed().join(' '),
  'backwards, with soft hyphens': (title) =>
    spoken(title)
      .toReversed()
      .join(' ')
      .replaceAll(/(\w{3})(\w{2})/g, '$1\u00ad$2'),
  'turned around': (title) => turn(spoken(title), 3).join(', '),
  'its words in a sentence': (title) => `We saw that ${turn(spoken(title), 2).join(' and the ')} last week.`,
}
