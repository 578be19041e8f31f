Feature: Headless passwordless login

  A user who has an account logs in with a one-time password in place of the
  password. Together with the identifier that the app got, it gives a code.

  Background:
    Given a private client

  Rule: Off, a passwordless login is refused

    Background:
      Given the org has "Require authentication to access this API (passwordless login)" off

    @CC-PWDL-03
    Scenario Outline: <value>, a passwordless login is refused (profile salesforce)
      Given the org has "Allow passwordless login on the site's headless settings" <value>
      When the app starts a passwordless login
      Then the passwordless login request is refused
      But the same request is accepted when the org has "Allow passwordless login on the site's headless settings" on

      Examples:
        | value          |
        | at its default |
        | off            |

  Rule: On, a user logs in with a one-time password

    Background:
      Given the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off

    @CC-PWDL-01
    Scenario Outline: With <message> a one-time password is sent (profile salesforce)
      When the app starts a passwordless login with <message>
      Then the passwordless login request is accepted
      And the answer has "identifier"
      And a one-time password is sent

      Examples:
        | message              |
        | the message by email |
        | the message by sms   |

    @CC-PWDL-01
    Scenario Outline: The settings of <other> do not affect a passwordless login (profile salesforce)
      Given the org has "<allow>" at its default
      And the org has "<authentication>" at its default
      When the app starts a passwordless login
      Then the passwordless login request is accepted

      Examples:
        | other               | allow                                                   | authentication                                              |
        | registration        | Allow user registration on the site's headless settings | Require authentication to access this API (registration)    |
        | forgotten passwords | Allow forgot password on the site's headless settings   | Require authentication to access this API (forgot password) |

    @CC-PWDL-08
    Scenario: The one-time password stands only in the message (profile salesforce)
      When the app starts a passwordless login
      Then the passwordless login request is accepted
      And a one-time password is sent
      And the answer does not show the one-time password

    @CC-PWDL-02
    Scenario Outline: The one-time password gives a code for the user, with <message> (profile salesforce)
      Given the app has started a passwordless login with <message>
      When the app asks for authorization by the one-time password
      Then the authorization request is accepted
      And the code gives the tokens of the user

      Examples:
        | message              |
        | the message by email |
        | the message by sms   |

    @CC-PWDL-06
    Scenario: The one-time password of another login is refused (profile salesforce)
      Given the app has started a passwordless login
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with the previous one-time password
      Then the authorization request is refused
      But the same request with the right one-time password is accepted

    @CC-PWDL-05
    Scenario: A one-time password works once (profile salesforce)
      Given the app has started a passwordless login
      When the app asks for authorization by the one-time password
      And the same request is sent again
      Then the authorization request is refused
      But the same request with a new one-time password is accepted

    @CC-PWDL-05
    Scenario: Of many requests with one one-time password at the same moment, at most one is accepted (profile salesforce)
      Given the app has started a passwordless login
      When the app asks for authorization by the one-time password
      Then of many such requests at the same moment, each time with a new one-time password, at most one is accepted

    @CC-PWDL-12
    Scenario: The identifiers of many logins cannot be guessed (profile salesforce)
      When the app starts a passwordless login
      Then 24 such logins give identifiers of at least 128 bits

    @CC-PWDL-13
    Scenario: The one-time passwords of many logins cannot be guessed (profile salesforce)
      When the app starts a passwordless login
      Then 24 such logins give one-time passwords of at least a million possible ones

    @CC-PWDL-07
    Scenario: With the flow turned off for the app, the one-time password is refused (profile salesforce)
      Given the app has started a passwordless login
      When the administrator turns "Enable Authorization Code and Credentials Flow" off for the app
      And the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has turned "Enable Authorization Code and Credentials Flow" on for the app

    @CC-PWDL-07
    Scenario: A user who is not approved for the app is refused (profile salesforce)
      Given the user is not approved for the app
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has approved the user for the app

    @CC-PWDL-09
    Scenario: Credentials in base64url without padding, as a published client sends them, are accepted (profile salesforce)
      Given the app has started a passwordless login
      When the app asks for authorization by the one-time password with Basic credentials in unpadded base64url
      Then the authorization request is accepted

    @CC-RESP-05
    Scenario: state comes back exactly as it was sent, with a one-time password too
      Given the app has started a passwordless login
      When the app asks for authorization by the one-time password with the state "a b+c"
      Then the authorization request is accepted
      And the redirect carries "state" set to "a b+c"

    @CC-SCOPE-03
    Scenario: A scope that a request with a one-time password asks for is granted
      Given the app has started a passwordless login
      When the app asks for authorization by the one-time password with the scope "api"
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted
      And the scope granted is "api"

    @CC-PKCE-42
    Scenario: Where the app requires PKCE, a one-time password without a code challenge is refused (profile salesforce)
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password without a code challenge
      Then the authorization request is refused
      But the same request with a code challenge and a new one-time password is accepted

    @CC-PKCE-43
    Scenario: With a code challenge, the code of a one-time password is exchanged with its code verifier (profile salesforce)
      Given the app has started a passwordless login
      When the app asks for authorization by the one-time password with a code challenge
      Then the authorization request is accepted
      And the code gives the tokens of the user

    @CC-PKCE-43
    Scenario Outline: With a code challenge, the exchange of a one-time password's code <variation> is refused (profile salesforce)
      Given the app has started a passwordless login
      And the app asks for authorization by the one-time password with a code challenge
      And the authorization request is accepted
      When the app exchanges the code <variation>
      Then the token request is refused
      But the same request with the right code verifier is accepted

      Examples:
        | variation                  |
        | without the code verifier  |
        | with a wrong code verifier |

    @CC-POST-19
    Scenario: Where the POST body is required, a GET request with a one-time password is refused (profile salesforce)
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password with GET
      Then the authorization request is refused
      But the same request with POST and credentials in the body and a new one-time password is accepted

    @CC-POST-20
    Scenario: Where the POST body is required, a one-time password in a Basic header is refused (profile salesforce)
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      And the app has started a passwordless login
      When the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request with credentials in the body and a new one-time password is accepted

    @CC-PWDL-10
    Scenario Outline: With a token of reCAPTCHA as <member>, the request is accepted (profile salesforce)
      When the app starts a passwordless login with a token of reCAPTCHA as "<member>"
      Then the passwordless login request is accepted

      Examples:
        | member               |
        | recaptcha            |
        | recaptchaevent.token |

    @CC-HTTP-07
    Scenario: The media type application/json with a charset is accepted (profile salesforce)
      When the app starts a passwordless login with the Content-Type "application/json; charset=utf-8"
      Then the passwordless login request is accepted

    @CC-PWDL-11
    Scenario: The answer has a status (profile salesforce)
      When the app starts a passwordless login
      Then the passwordless login request is accepted
      And the answer has "status" set to "success"

    @CC-HTTP-03
    Scenario: A method other than POST is answered with 405
      When the app starts a passwordless login with DELETE
      Then the passwordless login request is refused
      And the answer's status is 405
      But the same request with POST is accepted

  Rule: Where authentication is required, the app must send an access token of the right scope

    Background:
      Given the org has "Allow passwordless login on the site's headless settings" on
      And the app has "Selected OAuth Scopes" set to "api refresh_token pwdless_login_api"

    @CC-PWDL-04
    Scenario Outline: <value>, a login without a token is refused (profile salesforce)
      Given the org has "Require authentication to access this API (passwordless login)" <value>
      And the app holds tokens with the scope "pwdless_login_api"
      When the app starts a passwordless login
      Then the passwordless login request is refused
      But the same request with its access token is accepted

      Examples:
        | value          |
        | at its default |
        | on             |

    @CC-PWDL-04
    Scenario: A made-up access token is refused (profile salesforce)
      Given the app holds tokens with the scope "pwdless_login_api"
      When the app starts a passwordless login with a made-up access token
      Then the passwordless login request is refused
      But the same request with its access token is accepted

    @CC-PWDL-04
    Scenario: An access token of another scope is refused (profile salesforce)
      Given the app holds tokens with the scope "pwdless_login_api"
      And the app gets new tokens with the scope "api"
      When the app starts a passwordless login with its access token
      Then the passwordless login request is refused
      But the same request with the previous access token is accepted
