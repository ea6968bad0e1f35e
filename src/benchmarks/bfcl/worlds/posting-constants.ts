// TwitterAPI's constants, as posting_api.py of bfcl-eval has them.

export const INITIAL = {
  username: 'john',
  password: 'john123',
  authenticated: false,
  following: ['alice', 'bob'],
}
