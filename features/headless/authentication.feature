Feature: Authentication of headless requests

  A site may ask for an access token where an app registers a user, starts a login or resets a
  password. The token has a scope of its own for each. What each endpoint does without a
  token stands in the feature of the endpoint.

  Background:
    Given a private client

  @CC-HEAD-01
  Scenario Outline: <Request> with an access token of the scope "<scope>" is accepted (profile salesforce)
    Given the org has "<allow>" on
    And the org has "<authentication>" on
    And the app has "Selected OAuth Scopes" set to "api refresh_token <scope>"
    And the app holds tokens with the scope "<scope>"
    When the app <asks> with its access token
    Then the <kind> request is accepted

    Examples:
      | Request               | scope                 | allow                                                    | authentication                                                 | asks                        | kind               |
      | A registration        | user_registration_api | Allow user registration on the site's headless settings  | Require authentication to access this API (registration)       | registers a new user        | registration       |
      | A passwordless login  | pwdless_login_api     | Allow passwordless login on the site's headless settings | Require authentication to access this API (passwordless login) | starts a passwordless login | passwordless login |
      | A request for a reset | forgot_password       | Allow forgot password on the site's headless settings    | Require authentication to access this API (forgot password)    | asks for a password reset   | forgot password    |

  @CC-HEAD-02
  Scenario Outline: <Request> with an access token whose lifetime is over is refused (profile salesforce)
    Given the org has "<allow>" on
    And the org has "<authentication>" on
    And the app has "Selected OAuth Scopes" set to "api refresh_token <scope>"
    And the app has "Issue JSON Web Token (JWT)-based access tokens for named users" on
    And the app holds tokens with the scope "<scope>"
    And the lifetime of the access token passes
    And the app gets new tokens with the scope "<scope>"
    When the app <asks> with the previous access token
    Then the <kind> request is refused
    But the same request with its access token is accepted

    Examples:
      | Request               | scope                 | allow                                                    | authentication                                                 | asks                        | kind               |
      | A registration        | user_registration_api | Allow user registration on the site's headless settings  | Require authentication to access this API (registration)       | registers a new user        | registration       |
      | A passwordless login  | pwdless_login_api     | Allow passwordless login on the site's headless settings | Require authentication to access this API (passwordless login) | starts a passwordless login | passwordless login |
      | A request for a reset | forgot_password       | Allow forgot password on the site's headless settings    | Require authentication to access this API (forgot password)    | asks for a password reset   | forgot password    |

  @CC-HEAD-03
  Scenario: The one-time password of a login is refused as that of a registration (profile salesforce)
    Given the org has "Allow passwordless login on the site's headless settings" on
    And the org has "Require authentication to access this API (passwordless login)" off
    And the app has started a passwordless login
    When the app asks for authorization by the one-time password with the Auth-Request-Type "user-registration"
    Then the authorization request is refused
    But the same request with the Auth-Request-Type "passwordless-login" is accepted

  @CC-HEAD-03
  Scenario: The one-time password of a registration is refused as that of a login (profile salesforce)
    Given the app has "Permitted Users" set to "All users may self-authorize"
    And the org has "Allow user registration on the site's headless settings" on
    And the org has "Require authentication to access this API (registration)" off
    And the app has registered a new user
    When the app asks for authorization by the one-time password with the Auth-Request-Type "passwordless-login"
    Then the authorization request is refused
    But the same request with the Auth-Request-Type "user-registration" is accepted
