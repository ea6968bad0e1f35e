// Accounts: tokens, passwords, registration (official apis/get_user_token.py, check_token.py, register_user.py and others).
import type { Json } from '../../../dialogue/dialogue.ts'
import { agree, type Api, type Databases, failure, field, keyOf, type Row, sameResult } from './api.ts'

const accounts = (databases: Databases) => databases.table('Account')

/** The name of the user a token belongs to, as CheckToken finds it. */
export function userOf(databases: Databases, token: Json): string {
  for (const [name, account] of accounts(databases)) if (account.token === token) return name as string
  throw failure('The token is invalid.')
}

const getUserToken: Api = {
  name: 'GetUserToken',
  parameters: { username: 'str', password: 'str' },
  run(databases, { username, password }) {
    const account = accounts(databases).get(keyOf(username!))
    if (account === undefined) throw failure('The username does not exist.')
    if (account.password !== password) throw failure('The password is incorrect.')
    return { token: account.token! }
  },
  check: sameResult,
}

const checkToken: Api = {
  name: 'CheckToken',
  parameters: { token: 'str' },
  unnamed: true,
  run: (databases, { token }) => ({ username: userOf(databases, token!) }),
  check: sameResult,
}

/** The official token is random and its check ignores it; here it is always the same. */
const NEW_TOKEN = 'newtoken0000000000'

const registerUser: Api = {
  name: 'RegisterUser',
  parameters: { username: 'str', password: 'str', email: 'str' },
  unnamed: true,
  run(databases, { username, password, email }) {
    const table = accounts(databases)
    if (table.has(keyOf(username!))) throw failure('The username already exists.')
    table.set(username as string, { password, token: NEW_TOKEN, email } as Row)
    return { token: NEW_TOKEN }
  },
  check: (given, expected) =>
    !(field(expected, 'output') === null && field(given, 'output') !== null) &&
    agree(given, expected, ['input', 'exception']),
}

const deleteAccount: Api = {
  name: 'DeleteAccount',
  parameters: { token: 'str' },
  unnamed: true,
  run(databases, { token }) {
    accounts(databases).delete(userOf(databases, token!))
    return { status: 'success' }
  },
  check: sameResult,
}

const modifyPassword: Api = {
  name: 'ModifyPassword',
  parameters: { token: 'str', old_password: 'str', new_password: 'str' },
  run(databases, { token, old_password, new_password }) {
    const account = accounts(databases).get(userOf(databases, token!))!
    if (account.password !== old_password) throw failure('The old password is incorrect.')
    account.password = new_password!
    return { status: 'success' }
  },
  check: (given, expected) => agree(given, expected, ['input', 'exception', 'output']),
}

const VERIFICATION_CODE = 970420

const forgotPassword: Api = {
  name: 'ForgotPassword',
  parameters: {
    status: 'str',
    username: 'str',
    email: 'str',
    verification_code: 'int',
    new_password: 'str',
  },
  keywords: true,
  unnamed: true,
  run(databases, given) {
    const asked = databases.keep('ForgotPassword', () => ({ username: undefined as string | undefined }))
    if (given.status === 'Forgot Password') {
      asked.username = requestCode(databases, given)
      return VERIFICATION_CODE
    }
    if (given.status !== 'Verification Code')
      throw failure("The status is only 'Forgot Password' or 'Verification Code'.")
    if (asked.username === undefined)
      throw failure("You need to call the API with status 'Forgot Password' at first.")
    if (given.new_password === undefined || given.verification_code === undefined)
      throw failure('The new password and verification code are required for the second call.')
    if (given.verification_code !== VERIFICATION_CODE) throw failure('The verification code is incorrect.')
    accounts(databases).get(asked.username)!.password = given.new_password
    return 'success'
  },
  check: sameResult,
}

function requestCode(databases: Databases, { username, email }: Row): string {
  if (username === undefined || email === undefined)
    throw failure('The username and email are required for the first call.')
  const account = accounts(databases).get(keyOf(username!))
  if (account === undefined) throw failure('The username does not exist.')
  if (account.email !== email) throw failure('The email is incorrect.')
  return username as string
}

export const accountApis = [
  getUserToken,
  checkToken,
  registerUser,
  deleteAccount,
  modifyPassword,
  forgotPassword,
]
