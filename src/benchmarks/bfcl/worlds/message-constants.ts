// MessageAPI's constants, as message_api.py of bfcl-eval has them.

export const SEED = 200191

export const USERS: readonly (readonly [string, string])[] = [
  ['Alice', 'USR001'],
  ['Bob', 'USR002'],
  ['Catherine', 'USR003'],
  ['Daniel', 'USR004'],
]

export const INBOX: readonly (readonly [string, string])[] = [
  ['USR002', 'My name is Alice. I want to connect.'],
  ['USR003', 'Could you upload the file?'],
  ['USR004', 'Could you upload the file?'],
]

export const MESSAGE_IDS = [10000, 99999] as const
