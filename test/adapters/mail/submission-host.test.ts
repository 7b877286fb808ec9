import { describe, expect, it } from 'vitest'
import { submissionHost } from '../../../src/adapters/mail/submission-host.ts'

describe('reading SMTP_URL', () => {
  it('takes TLS from the first byte, STARTTLS, and a relay in clear that is asked for', () => {
    const login = { user: 'desk@cordon.example', password: 'p@ss/word' }
    expect(submissionHost('smtps://desk%40cordon.example:p%40ss%2Fword@mail.example')).toEqual({
      host: 'mail.example',
      port: 465,
      tls: 'implicit',
      login,
    })
    expect(submissionHost('smtp://mail.example')).toEqual({
      host: 'mail.example',
      port: 587,
      tls: 'starttls',
      login: null,
    })
    expect(submissionHost('smtp://[::1]:25?tls=off')).toEqual({ host: '::1', port: 25, tls: 'off', login: null })
  })

  it.each([
    ['https://mail.example', 'scheme'],
    ['mail.example', 'scheme'],
    ['smtp://', 'scheme'],
    ['smtp://a:b@mail.example?tls=off', 'password-in-clear'],
    ['smtp://a@mail.example', 'login'],
    ['smtp://mail.example?tls=no', 'setting'],
    ['smtps://mail.example?tls=off', 'setting'],
  ])('refuses %s', (url, what) => {
    expect(submissionHost(url)).toEqual({ rule: 'mail-url', about: { what } })
  })
})
