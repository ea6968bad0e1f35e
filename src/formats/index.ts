// The door coalm/formats: how model families write and read dialogues.
export { formatNames, formats, loadFormat } from './all.ts'
export { coalm } from './coalm.ts'
export { defineFormat, type Format } from './format.ts'
export { openai } from './openai.ts'
