Feature: Headless forgotten password

  A user who forgot the password is sent a one-time password, and sets a new
  password with it. The app sends one request for each step.

  Background:
    Given a private client

  Rule: Off, no password is reset

    Background:
      Given the org has "Require authentication to access this API (forgot password)" off

    @CC-FORGOT-03
    Scenario Outline: <value>, the request for a reset is refused (profile salesforce)
      Given the org has "Allow forgot password on the site's headless settings" <value>
      When the app asks for a password reset
      Then the forgot password request is refused
      But the same request is accepted when the org has "Allow forgot password on the site's headless settings" on

      Examples:
        | value          |
        | at its default |
        | off            |

  Rule: On, a one-time password sets a new password

    Background:
      Given the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off

    @CC-FORGOT-01
    Scenario: A one-time password is sent (profile salesforce)
      When the app asks for a password reset
      Then the forgot password request is accepted
      And the answer has "status_code" set to "otp_sent"
      And a one-time password is sent

    @CC-FORGOT-01
    Scenario: After a reset, the new password is accepted and the old one is refused (profile salesforce)
      Given the app has asked for a password reset
      And the app sets a new password
      And the password reset request is accepted
      When the app asks for authorization with the previous password
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-FORGOT-01
    Scenario Outline: The settings of <other> do not affect a password reset (profile salesforce)
      Given the org has "<allow>" at its default
      And the org has "<authentication>" at its default
      When the app asks for a password reset
      Then the forgot password request is accepted

      Examples:
        | other              | allow                                                    | authentication                                                 |
        | registration       | Allow user registration on the site's headless settings  | Require authentication to access this API (registration)       |
        | passwordless login | Allow passwordless login on the site's headless settings | Require authentication to access this API (passwordless login) |

    @CC-FORGOT-02
    Scenario: An unknown user gets the same answer (profile salesforce)
      Given the app has asked for a password reset
      When the same request is sent again with an unknown username
      Then both answers are the same

    @CC-FORGOT-06
    Scenario: A one-time password sets a new password only once (profile salesforce)
      Given the app has asked for a password reset
      When the app sets a new password
      And the same request is sent again
      Then the password reset request is refused
      But the same request with a new one-time password is accepted

    @CC-FORGOT-06
    Scenario: Of many requests with one one-time password at the same moment, at most one sets a new password (profile salesforce)
      Given the app has asked for a password reset
      When the app sets a new password
      Then of many such requests at the same moment, each time with a new one-time password, at most one is accepted

    @CC-FORGOT-06
    Scenario: A one-time password of one user does not set the password of another user (profile salesforce)
      Given the app has asked for a password reset
      And another user
      When the app sets a new password with the username of another user
      Then the password reset request is refused
      But the same request with the user's own username is accepted

    @CC-FORGOT-07
    Scenario Outline: With a token of reCAPTCHA as <member>, the request is accepted (profile salesforce)
      When the app asks for a password reset with a token of reCAPTCHA as "<member>"
      Then the forgot password request is accepted

      Examples:
        | member               |
        | recaptcha            |
        | recaptchaevent.token |

    @CC-HTTP-07
    Scenario: The media type application/json with a charset is accepted (profile salesforce)
      When the app asks for a password reset with the Content-Type "application/json; charset=utf-8"
      Then the forgot password request is accepted

    @CC-FORGOT-08
    Scenario: A new password of one character is refused (profile salesforce)
      Given the app has asked for a password reset
      When the app sets a new password with the new password "a"
      Then the password reset request is refused
      But the same request with a new password of its own and a new one-time password is accepted

    @CC-FORGOT-09
    Scenario: A new password that the policy refuses is answered with password_policy_check_failure (profile salesforce)
      Given the app has asked for a password reset
      And the app sets a new password with the new password "a"
      And the password reset request is not accepted
      Then the answer has "status_code" set to "password_policy_check_failure"
      But the same request with a new password of its own and a new one-time password is accepted

    @CC-FORGOT-10
    Scenario: A wrong one-time password is answered with invalid_otp (profile salesforce)
      Given the app has asked for a password reset
      And the app sets a new password with a wrong one-time password
      And the password reset request is not accepted
      Then the answer has "status_code" set to "invalid_otp"
      But the same request with a new one-time password is accepted

    @CC-HTTP-03
    Scenario: A method other than POST is answered with 405
      When the app asks for a password reset with DELETE
      Then the forgot password request is refused
      And the answer's status is 405
      But the same request with POST is accepted

  Rule: Maximum Password Reset Attempts limits the wrong one-time passwords

    Background:
      Given the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off

    @CC-FORGOT-04
    Scenario: After too many wrong one-time passwords the right one is refused (profile salesforce)
      Given the org has "Maximum Password Reset Attempts" set to "1"
      And the app has asked for a password reset
      When the app sets a new password with a wrong one-time password
      And the same request is sent again with a wrong one-time password
      And the same request is sent again with the right one-time password
      Then the password reset request is refused
      But the same request with a new one-time password is accepted

    @CC-FORGOT-04
    Scenario: At its default, the right one-time password is accepted after two wrong ones (profile salesforce)
      Given the org has "Maximum Password Reset Attempts" at its default
      And the app has asked for a password reset
      When the app sets a new password with a wrong one-time password
      And the same request is sent again with a wrong one-time password
      And the same request is sent again with the right one-time password
      Then the password reset request is accepted
      But the request before was refused

  Rule: Where authentication is required, the app must send an access token of the right scope

    Background:
      Given the org has "Allow forgot password on the site's headless settings" on
      And the app has "Selected OAuth Scopes" set to "api refresh_token forgot_password"

    @CC-FORGOT-05
    Scenario Outline: <value>, a request without a token is refused (profile salesforce)
      Given the org has "Require authentication to access this API (forgot password)" <value>
      And the app holds tokens with the scope "forgot_password"
      When the app asks for a password reset
      Then the forgot password request is refused
      But the same request with its access token is accepted

      Examples:
        | value          |
        | at its default |
        | on             |

    @CC-FORGOT-05
    Scenario: A made-up access token is refused (profile salesforce)
      Given the app holds tokens with the scope "forgot_password"
      When the app asks for a password reset with a made-up access token
      Then the forgot password request is refused
      But the same request with its access token is accepted

    @CC-FORGOT-05
    Scenario: An access token of another scope is refused (profile salesforce)
      Given the app holds tokens with the scope "forgot_password"
      And the app gets new tokens with the scope "api"
      When the app asks for a password reset with its access token
      Then the forgot password request is refused
      But the same request with the previous access token is accepted
