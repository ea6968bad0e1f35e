// The text normalisation that gold state values went through (multiwoz-helper create_data.py, `normalize` without delexicalisation).
import { PYTHON_SPACE, strip, words } from './python-text.ts'

/** Whole words that are replaced, in the order of utils/mapping.pair. */
const REPLACED =
  `it's=it is|don't=do not|doesn't=does not|didn't=did not|you'd=you would|you're=you are|you'll=you will
i'm=i am|they're=they are|that's=that is|what's=what is|couldn't=could not|i've=i have|we've=we have|can't=cannot
i'd=i would|i'd=i would|aren't=are not|isn't=is not|wasn't=was not|weren't=were not|won't=will not|there's=there is
there're=there are|. .=.|restaurants=restaurant -s|hotels=hotel -s|laptops=laptop -s|cheaper=cheap -er
dinners=dinner -s|lunches=lunch -s|breakfasts=breakfast -s|expensively=expensive -ly|moderately=moderate -ly
cheaply=cheap -ly|prices=price -s|places=place -s|venues=venue -s|ranges=range -s|meals=meal -s
locations=location -s|areas=area -s|policies=policy -s|children=child -s|kids=kid -s|kidfriendly=kid friendly
cards=card -s|upmarket=expensive|inpricey=cheap|inches=inch -s|uses=use -s|dimensions=dimension -s
driverange=drive range|includes=include -s|computers=computer -s|machines=machine -s|families=family -s
ratings=rating -s|constraints=constraint -s|pricerange=price range|batteryrating=battery rating
requirements=requirement -s|drives=drive -s|specifications=specification -s|weightrange=weight range
harddrive=hard drive|batterylife=battery life|businesses=business -s|hours=hour -s|one=1|two=2|three=3|four=4|five=5
six=6|seven=7|eight=8|nine=9|ten=10|eleven=11|twelve=12|anywhere=any where|good bye=goodbye`
    .split(/[|\n]/)
    .map(pair => pair.split('=').map(word => ` ${word} `) as [string, string])

const QUOTE_BEFORE_SPACE = new RegExp(`'[${PYTHON_SPACE}]`, 'g')
const QUOTE_AFTER_SPACE = new RegExp(`[${PYTHON_SPACE}]'`, 'g')

/** A turn's text or a slot's value as the prepared data has it. */
export function goldText(given: string): string {
  const text = beginText(given).replaceAll('guesthouse', 'guest house').replace(/[‘’]/g, "'")
  return endText(text, /["<>@()]/g)
}

/** Lower case, and one name for bed and breakfast. */
export function beginText(given: string): string {
  const text = strip(given.toLowerCase())
  return text.replaceAll('b&b', 'bed and breakfast').replaceAll('b and b', 'bed and breakfast')
}

/** Punctuation, contractions and numbers; `removed` are marks that vanish. */
export function endText(given: string, removed: RegExp): string {
  let text = given.replaceAll(';', ',').replaceAll('/', ' and ').replaceAll('-', ' ').replace(removed, '')
  for (const token of ['?', '.', ',', '!', "'s"]) text = insertSpaces(token, text)
  text = text
    .replace(/^'/, '')
    .replace(/'$/, '')
    .replace(QUOTE_BEFORE_SPACE, ' ')
    .replace(QUOTE_AFTER_SPACE, ' ')
  for (const [from, to] of REPLACED) {
    const padded = ` ${text} `
    if (padded.includes(from)) text = padded.replaceAll(from, to).slice(1, -1)
  }
  return joinNumbers(words(text)).join(' ')
}

/** Spaces around a mark, except inside a number; before the first character stands the last one, as Python indexes. */
function insertSpaces(token: string, given: string): string {
  let text = given
  let at = text.indexOf(token)
  while (at !== -1) {
    const before = text.at(at - 1)!
    const after = text[at + 1]
    if (after !== undefined && /[0-9]/.test(before) && /[0-9]/.test(after)) {
      at = text.indexOf(token, at + 1)
      continue
    }
    if (before !== ' ') {
      text = `${text.slice(0, at)} ${text.slice(at)}`
      at++
    }
    const end = text[at + token.length]
    // One character after the mark's start, even where the mark has two.
    if (end !== undefined && end !== ' ') text = `${text.slice(0, at + 1)} ${text.slice(at + 1)}`
    at = text.indexOf(token, at + 1)
  }
  return text
}

/** Neighbouring numbers grow together. */
function joinNumbers(tokens: string[]): string[] {
  const joined: string[] = []
  for (const token of tokens) {
    const last = joined.at(-1)
    if (last !== undefined && /^\p{Nd}+$/u.test(token) && /^\p{Nd}+$/u.test(last))
      joined[joined.length - 1] = last + token
    else joined.push(token)
  }
  return joined
}
