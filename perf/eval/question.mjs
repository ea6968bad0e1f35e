// The question of a case, about 200 characters long, for both sides.

const FILLER = 'Read the number behind the colon, add one to it, and write only the sum as digits. '.repeat(2)

export function question(at) {
  return `${FILLER}Number ${at} of the list: ${at}`
}
