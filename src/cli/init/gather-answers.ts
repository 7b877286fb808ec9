import { type Answers, type Question, questions } from './questions.ts'

/** Asks one question at a terminal; null when there is none. */
export type AskPerson = (line: string) => Promise<string>

type How = Readonly<{
  /** What was given on the command line, by flag. */
  given: Answers
  /** Takes what is usual without asking. */
  yes: boolean
  ask: AskPerson | null
  say(line: string): void
}>

const byPerson = async (it: Question, usual: string | null, ask: AskPerson, say: How['say']): Promise<string> => {
  for (;;) {
    const written = (await ask(`${it.asks}${usual === null ? '' : ` [${usual}]`}: `)).trim()
    const answer = written === '' && usual !== null ? usual : written
    const wrong = it.wrong(answer)
    if (wrong === null) return answer
    say(wrong)
  }
}

export type Gathered = Readonly<{ answers: Answers }> | Readonly<{ complaints: readonly string[] }>

/** Gathers all answers: from the flags, by what is usual, or from a person; or says what is wrong with the flags. */
export const gatherAnswers = async (how: How): Promise<Gathered> => {
  const answers: Record<string, string> = {}
  const complaints: string[] = []
  const missing: string[] = []
  for (const question of questions) {
    if (question.wanted && !question.wanted(answers)) continue
    const given = how.given[question.flag]
    const usual = question.usual(answers)
    const taken = given ?? (how.yes ? usual : null)
    if (taken !== null) {
      const wrong = question.wrong(taken)
      // What is usual may rest on an answer that is missing itself, and is not worth a word of its own.
      if (wrong !== null && given !== undefined) complaints.push(`--${question.flag} will not do. ${wrong}`)
      answers[question.flag] = taken
    } else if (how.ask) answers[question.flag] = await byPerson(question, usual, how.ask, how.say)
    else missing.push(`--${question.flag}`)
  }
  if (missing.length > 0)
    complaints.push(
      `Nobody can be asked here, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. ` +
        (how.yes ? 'Only your team can know them.' : 'Give them, or --yes for what is usual.'),
    )
  return complaints.length > 0 ? { complaints } : { answers }
}
