Feature: Headless registration

  An app lets people register without a page of the site. It sends what they
  wrote to the site. The site sends them a one-time password. That password and the
  identifier that the app got give a code.

  Background:
    Given a private client
    And the app has "Permitted Users" set to "All users may self-authorize"

  Rule: Off, a registration is refused

    Background:
      Given the org has "Require authentication to access this API (registration)" off

    @CC-REG-03
    Scenario Outline: <value>, a registration is refused (profile salesforce)
      Given the org has "Allow user registration on the site's headless settings" <value>
      When the app registers a new user
      Then the registration request is refused
      But the same request is accepted when the org has "Allow user registration on the site's headless settings" on

      Examples:
        | value          |
        | at its default |
        | off            |

  Rule: On, a new user registers with a one-time password

    Background:
      Given the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off

    @CC-REG-01
    Scenario Outline: With <message> a one-time password is sent (profile salesforce)
      When the app registers a new user with <message>
      Then the registration request is accepted
      And the answer has "identifier"
      And a one-time password is sent

      Examples:
        | message              |
        | the message by email |
        | the message by sms   |

    @CC-REG-01
    Scenario Outline: The settings of <other> do not affect a registration (profile salesforce)
      Given the org has "<allow>" at its default
      And the org has "<authentication>" at its default
      When the app registers a new user
      Then the registration request is accepted

      Examples:
        | other               | allow                                                    | authentication                                                 |
        | passwordless login  | Allow passwordless login on the site's headless settings | Require authentication to access this API (passwordless login) |
        | forgotten passwords | Allow forgot password on the site's headless settings    | Require authentication to access this API (forgot password)    |

    @CC-REG-08
    Scenario: The one-time password stands only in the message (profile salesforce)
      When the app registers a new user
      Then the registration request is accepted
      And a one-time password is sent
      And the answer does not show the one-time password

    @CC-REG-02
    Scenario: The one-time password gives a code for the new user (profile salesforce)
      Given the app has registered a new user
      When the app asks for authorization by the one-time password
      Then the authorization request is accepted
      And the code gives the tokens of the new user

    @CC-REG-02
    Scenario: A one-time password that was sent by sms gives a code (profile salesforce)
      Given the app has registered a new user with the message by sms
      When the app asks for authorization by the one-time password
      Then the authorization request is accepted

    @CC-REG-10
    Scenario: A one-time password works once (profile salesforce)
      Given the app has registered a new user
      When the app asks for authorization by the one-time password
      And the same request is sent again
      Then the authorization request is refused
      But the same request with a new one-time password is accepted

    @CC-REG-10
    Scenario: Of many requests with one one-time password at the same moment, at most one is accepted (profile salesforce)
      Given the app has registered a new user
      When the app asks for authorization by the one-time password
      Then of many such requests at the same moment, each time with a new one-time password, at most one is accepted

    @CC-REG-05
    Scenario Outline: The Auth-Verification-Type <type> is refused where the message was sent by <way> (profile salesforce)
      Given the app has registered a new user with <message>
      When the app asks for authorization by the one-time password with the Auth-Verification-Type "<type>"
      Then the authorization request is refused
      But the same request with the Auth-Verification-Type "<way>" is accepted

      Examples:
        | way   | type  | message              |
        | email | sms   | the message by email |
        | sms   | email | the message by sms   |

    @CC-REG-09
    Scenario: With the flow turned off for the app, the one-time password is refused (profile salesforce)
      Given the app has registered a new user
      When the administrator turns "Enable Authorization Code and Credentials Flow" off for the app
      And the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has turned "Enable Authorization Code and Credentials Flow" on for the app

    @CC-REG-09
    Scenario: With the flow turned off for the org, the one-time password is refused (profile salesforce)
      Given the app has registered a new user
      When the administrator turns "Allow Authorization Code and Credentials Flows" off for the org
      And the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has turned "Allow Authorization Code and Credentials Flows" on for the org

    @CC-REG-11
    Scenario: Credentials in base64url without padding, as a published client sends them, are accepted (profile salesforce)
      Given the app has registered a new user
      When the app asks for authorization by the one-time password with Basic credentials in unpadded base64url
      Then the authorization request is accepted

    @CC-RESP-05
    Scenario: state comes back exactly as it was sent, with a one-time password too
      Given the app has registered a new user
      When the app asks for authorization by the one-time password with the state "a b+c"
      Then the authorization request is accepted
      And the redirect carries "state" set to "a b+c"

    @CC-SCOPE-03
    Scenario: A scope that a request with a one-time password asks for is granted
      Given the app has registered a new user
      When the app asks for authorization by the one-time password with the scope "api"
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted
      And the scope granted is "api"

    @CC-PKCE-42
    Scenario: Where the app requires PKCE, a one-time password without a code challenge is refused (profile salesforce)
      Given the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
      And the app has registered a new user
      When the app asks for authorization by the one-time password without a code challenge
      Then the authorization request is refused
      But the same request with a code challenge and a new one-time password is accepted

    @CC-PKCE-43
    Scenario: With a code challenge, the code of a one-time password is exchanged with its code verifier (profile salesforce)
      Given the app has registered a new user
      When the app asks for authorization by the one-time password with a code challenge
      Then the authorization request is accepted
      And the code gives the tokens of the new user

    @CC-PKCE-43
    Scenario Outline: With a code challenge, the exchange of a one-time password's code <variation> is refused (profile salesforce)
      Given the app has registered a new user
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
      And the app has registered a new user
      When the app asks for authorization by the one-time password with GET
      Then the authorization request is refused
      But the same request with POST and credentials in the body and a new one-time password is accepted

    @CC-POST-20
    Scenario: Where the POST body is required, a one-time password in a Basic header is refused (profile salesforce)
      Given the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      And the app has registered a new user
      When the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request with credentials in the body and a new one-time password is accepted

    @CC-REG-12
    Scenario: Custom data beside the user's data is accepted (profile salesforce)
      When the app registers a new user with the parameter "customdata.city" set to "Oslo"
      Then the registration request is accepted
      And a one-time password is sent

    @CC-REG-13
    Scenario Outline: With a token of reCAPTCHA as <member>, the request is accepted (profile salesforce)
      When the app registers a new user with a token of reCAPTCHA as "<member>"
      Then the registration request is accepted

      Examples:
        | member               |
        | recaptcha            |
        | recaptchaevent.token |

    @CC-HTTP-07
    Scenario: The media type application/json with a charset is accepted (profile salesforce)
      When the app registers a new user with the Content-Type "application/json; charset=utf-8"
      Then the registration request is accepted

    @CC-REG-14
    Scenario: The password may stand among the user's data (profile salesforce)
      When the app registers a new user with the password in userdata
      Then the registration request is accepted
      When the app asks for authorization by the one-time password
      Then the authorization request is accepted
      When the app asks for authorization with the credentials of the new user
      Then the authorization request is accepted

    @CC-REG-15
    Scenario: The answer has the e-mail address (profile salesforce)
      When the app registers a new user
      Then the registration request is accepted
      And the answer has "email" set to the new user's e-mail address

    @CC-REG-16
    Scenario Outline: Observed only: the answer to a registration whose <member> is null (profile salesforce)
      When the app registers a new user with the parameter "<member>" null
      Then it is noted what the answer was

      Examples:
        | member         |
        | recaptcha      |
        | recaptchaevent |
        | customdata     |

    @CC-HTTP-03
    Scenario: A method other than POST is answered with 405
      When the app registers a new user with DELETE
      Then the registration request is refused
      And the answer's status is 405
      But the same request with POST is accepted

  Rule: Where authentication is required, the app must send an access token of the right scope

    Background:
      Given the org has "Allow user registration on the site's headless settings" on
      And the app has "Selected OAuth Scopes" set to "api refresh_token user_registration_api"

    @CC-REG-04
    Scenario Outline: <value>, a registration without a token is refused (profile salesforce)
      Given the org has "Require authentication to access this API (registration)" <value>
      And the app holds tokens with the scope "user_registration_api"
      When the app registers a new user
      Then the registration request is refused
      But the same request with its access token is accepted

      Examples:
        | value          |
        | at its default |
        | on             |

    @CC-REG-04
    Scenario: A made-up access token is refused (profile salesforce)
      Given the app holds tokens with the scope "user_registration_api"
      When the app registers a new user with a made-up access token
      Then the registration request is refused
      But the same request with its access token is accepted

    @CC-REG-04
    Scenario: An access token of another scope is refused (profile salesforce)
      Given the app holds tokens with the scope "user_registration_api"
      And the app gets new tokens with the scope "api"
      When the app registers a new user with its access token
      Then the registration request is refused
      But the same request with the previous access token is accepted

    @CC-REG-04
    Scenario: A revoked access token is refused (profile salesforce)
      Given the app holds tokens with the scope "user_registration_api"
      And the app gets new tokens with the scope "user_registration_api"
      And the app revokes the access token
      When the app registers a new user with its access token
      Then the registration request is refused
      But the same request with the previous access token is accepted
