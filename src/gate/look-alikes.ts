/** Rows of: the Latin letter or digit that is meant, then what is drawn like it. */
const rows = `
a аαɑᴀАΑ
b вьβЬВΒʙ
c сϲᴄСϹ
d ԁᏧđɗᴅԀĐ
e еεєҽᴇЕΕЄ
f ғϝƒꜰҒϜ
g ɡɢԍԌ
h һнʜħНΗҺĦ
i іɩιıӏΙІӀɪ
j јϳᴊЈͿ
k кκᴋКΚҚқ
l ʟłŁ
m мᴍМΜϺ
n пηոΝɴ
o оοσөøОΟØᴏօ
p рρᴘРΡ
q ԛզԚ
r гᴦʀг
s ѕꜱЅՏ
t тτᴛТΤ
u υսᴜ
v νѵᴠѴ
w ԝωѡᴡԜ
x хχХΧ
y уγүʏУΥҮ
z ζᴢΖ
3 зЗӠ
4 Ч
6 б
`

/** What a drawn letter means, by code point; a table of our own over the Latin, Greek and Cyrillic letters. */
const meant = new Map<number, string>(
  rows
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [letter = '', drawn = ''] = row.split(' ')
      return Array.from(drawn, (char) => [char.codePointAt(0) ?? 0, letter] as const)
    }),
)

/** Letters in boxes and circles that Unicode does not decompose, as the first of 26 code points. */
const boxed = [0x1f150, 0x1f170, 0x1f1e6] as const

/** The zero of each run of ten decimal digits that people use in writing beside the European ones. */
const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20]

/** The plain letter or digit that a code point looks like or stands for; null when it is none that we know. */
export const lookAlike = (codePoint: number): string | null => {
  const letter = meant.get(codePoint)
  if (letter !== undefined) return letter
  const box = boxed.find((first) => codePoint >= first && codePoint < first + 26)
  if (box !== undefined) return String.fromCharCode(97 + codePoint - box)
  const zero = zeros.find((first) => codePoint >= first && codePoint < first + 10)
  return zero === undefined ? null : String(codePoint - zero)
}
