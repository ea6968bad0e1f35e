// Brings a delexicalised response to the one ontology of class names that Inform, Success and richness are read from.
import { retokenise } from './moses.ts'
import { isAscii, PYTHON_SPACE } from './python-text.ts'
import { SLOT_CLASSES } from './spellings.ts'

const ASCII_SLOT = /\[([\w\t-\r\x1c-\x20]+)\](es|s|-s|-es|)/g
const SLOT = new RegExp(`\\[([\\p{L}\\p{N}_${PYTHON_SPACE}]+)\\](es|s|-s|-es|)`, 'gu')

/**
 * The response as `normalize_data` of mwzeval/normalization.py leaves it: lower case, slot names between brackets
 * replaced by class names (unknown ones by nothing), plural marks gone, tokenised and joined again.
 * `onUnknown` is told each name that has no class.
 */
export function normaliseResponse(response: string, onUnknown?: (name: string) => void): string {
  const text = response.toLowerCase()
  const named = text.replace(isAscii(text) ? ASCII_SLOT : SLOT, (_whole, slot: string) => {
    const found = SLOT_CLASSES.get(slot.toLowerCase())
    if (found === undefined) onUnknown?.(slot)
    return found ?? ''
  })
  return retokenise(named.replaceAll('-s', '').replaceAll('-ly', ''))
}
