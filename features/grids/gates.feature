# Written from gates.yaml by `make grids`: change that file.
Feature: Every way in, and what keeps it shut

  A setting that refuses one way to get a code or tokens refuses the others as well. Each gate is
  shut, and each way is tried.

  Rule: The flow is blocked for the org

    @CC-CHG-13
    Scenario: Observed only: with the flow blocked for the org, whether the access token that the app holds is accepted
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator turns "Allow Authorization Code and Credentials Flows" off for the org
      And the app asks for the user's information
      Then it is noted what the answer was

  Rule: The flow is not enabled for the app

    @CC-CHG-13
    Scenario: Observed only: with the flow not enabled for the app, whether the access token that the app holds is accepted
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator turns "Enable Authorization Code and Credentials Flow" off for the app
      And the app asks for the user's information
      Then it is noted what the answer was

  Rule: OAuth is not enabled for the app

    @CC-OAUTH-01
    Scenario: With OAuth not enabled for the app, an authorization request with a Basic header is refused
      Given a private client
      And the app has "Enable OAuth" off
      When the app asks for authorization with credentials in the Basic header
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable OAuth" on

    @CC-OAUTH-01
    Scenario: With OAuth not enabled for the app, a GET request for authorization is refused
      Given a private client
      And the app has "Enable OAuth" off
      When the app asks for authorization with GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable OAuth" on

    @CC-PWDL-20
    Scenario: With OAuth not enabled for the app, the one-time password of a passwordless login is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the administrator turns "Enable OAuth" off for the app
      And the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has turned "Enable OAuth" on for the app

    @CC-REG-20
    Scenario: With OAuth not enabled for the app, the one-time password of a registration is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the administrator turns "Enable OAuth" off for the app
      And the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has turned "Enable OAuth" on for the app

    @CC-GUEST-20
    Scenario: With OAuth not enabled for the app, a guest is refused (profile salesforce)
      Given a private client
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app has "Enable OAuth" off
      When the app asks for authorization of a guest
      Then the authorization request is refused
      But the same request is accepted when the app has "Enable OAuth" on

    @CC-OAUTH-03
    Scenario: With OAuth not enabled for the app, the refresh token that the app holds is refused
      Given a private client
      And the app holds tokens
      When the administrator turns "Enable OAuth" off for the app
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request is accepted once the administrator has turned "Enable OAuth" on for the app

    @CC-CHG-13
    Scenario: Observed only: with OAuth not enabled for the app, whether the access token that the app holds is accepted
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator turns "Enable OAuth" off for the app
      And the app asks for the user's information
      Then it is noted what the answer was

  Rule: The app is deleted

    @CC-OAUTH-06
    Scenario: With the app deleted, an authorization request is refused
      Given a private client
      And another private client
      And the app asks for authorization
      And the authorization request is accepted
      When the administrator deletes the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted from another app

    @CC-OAUTH-06
    Scenario: With the app deleted, an authorization request with a Basic header is refused
      Given a private client
      And another private client
      And the app asks for authorization with credentials in the Basic header
      And the authorization request is accepted
      When the administrator deletes the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted from another app

    @CC-CHG-14
    Scenario: With the app deleted, the refresh token that the app holds is refused
      Given a private client
      And another private client
      And the app holds tokens
      When the administrator deletes the app
      And the app refreshes its tokens
      Then the refresh request is refused
      But the same request is accepted from another app

    @CC-CHG-13
    Scenario: Observed only: with the app deleted, whether the access token that the app holds is accepted
      Given a private client
      And another private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator deletes the app
      And the app asks for the user's information
      Then it is noted what the answer was

  Rule: The user is not approved for the app

    @CC-CHG-13
    Scenario: Observed only: with the user not approved for the app, whether the code that the app holds is accepted
      Given a private client
      And the app holds an authorization code
      And the app has "Permitted Users" set to "Admin approved users are pre-authorized"
      When the administrator withdraws the user's approval
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-13
    Scenario: Observed only: with the user not approved for the app, whether the refresh token that the app holds is accepted
      Given a private client
      And the app holds tokens
      And the app has "Permitted Users" set to "Admin approved users are pre-authorized"
      When the administrator withdraws the user's approval
      And the app refreshes its tokens
      Then it is noted what the answer was

    @CC-CHG-13
    Scenario: Observed only: with the user not approved for the app, whether the access token that the app holds is accepted
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator withdraws the user's approval
      And the app asks for the user's information
      Then it is noted what the answer was

  Rule: The user is frozen

    @CC-USER-04
    Scenario: With the user frozen, an authorization request with a Basic header is refused
      Given a private client
      And the user is frozen
      When the app asks for authorization with credentials in the Basic header
      Then the authorization request is refused
      But the same request is accepted for another user, who is not frozen

    @CC-USER-04
    Scenario: With the user frozen, a GET request for authorization is refused
      Given a private client
      And the user is frozen
      When the app asks for authorization with GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request is accepted for another user, who is not frozen

    @CC-PWDL-20
    Scenario: With the user frozen, the one-time password of a passwordless login is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the administrator freezes the user
      And the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has unfrozen the user

    @CC-CHG-13
    Scenario: Observed only: with the user frozen, whether the access token that the app holds is accepted
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator freezes the user
      And the app asks for the user's information
      Then it is noted what the answer was

  Rule: The user is deleted

    @CC-CRED-03
    Scenario: With the user deleted, an authorization request is refused
      Given a private client
      And the app asks for authorization
      And the authorization request is accepted
      When the administrator deletes the user
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted for another user, who is not deleted

    @CC-CRED-03
    Scenario: With the user deleted, an authorization request with a Basic header is refused
      Given a private client
      And the app asks for authorization with credentials in the Basic header
      And the authorization request is accepted
      When the administrator deletes the user
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted for another user, who is not deleted

    @CC-CHG-13
    Scenario: Observed only: with the user deleted, whether the code that the app holds is accepted
      Given a private client
      And the app holds an authorization code
      When the administrator deletes the user
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-13
    Scenario: Observed only: with the user deleted, whether the refresh token that the app holds is accepted
      Given a private client
      And the app holds tokens
      When the administrator deletes the user
      And the app refreshes its tokens
      Then it is noted what the answer was

    @CC-CHG-13
    Scenario: Observed only: with the user deleted, whether the access token that the app holds is accepted
      Given a private client
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator deletes the user
      And the app asks for the user's information
      Then it is noted what the answer was

  Rule: The address is outside the trusted ranges

    @CC-IP-02
    Scenario: From outside the trusted ranges, an authorization request with a Basic header is refused
      Given a private client
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app has "IP Relaxation" set to "Enforce IP restrictions"
      When the app asks for authorization with credentials in the Basic header
      Then the authorization request is refused
      But the same request is accepted when the app has "IP Relaxation" set to "Relax IP restrictions"

    @CC-IP-02
    Scenario: From outside the trusted ranges, a GET request for authorization is refused
      Given a private client
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app has "IP Relaxation" set to "Enforce IP restrictions"
      When the app asks for authorization with GET and credentials in the Basic header
      Then the authorization request is refused
      But the same request is accepted when the app has "IP Relaxation" set to "Relax IP restrictions"

    @CC-PWDL-20
    Scenario: From outside the trusted ranges, the one-time password of a passwordless login is refused (profile salesforce)
      Given a private client
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      When the administrator sets "IP Relaxation" to "Enforce IP restrictions" for the app
      And the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has set "IP Relaxation" to "Relax IP restrictions" for the app

    @CC-REG-20
    Scenario: From outside the trusted ranges, the one-time password of a registration is refused (profile salesforce)
      Given a private client
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the administrator sets "IP Relaxation" to "Enforce IP restrictions" for the app
      And the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request is accepted once the administrator has set "IP Relaxation" to "Relax IP restrictions" for the app

    @CC-GUEST-20
    Scenario: From outside the trusted ranges, a guest is refused (profile salesforce)
      Given a private client
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app has "Enable Code and Credentials Flow for Guest Users" on
      And the app has "IP Relaxation" set to "Enforce IP restrictions"
      When the app asks for authorization of a guest
      Then the authorization request is refused
      But the same request is accepted when the app has "IP Relaxation" set to "Relax IP restrictions"

    @CC-CHG-13
    Scenario: Observed only: from outside the trusted ranges, whether the code that the app holds is accepted
      Given a private client
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app holds an authorization code
      When the administrator sets "IP Relaxation" to "Enforce IP restrictions" for the app
      And the app exchanges the code
      Then it is noted what the answer was

    @CC-CHG-13
    Scenario: Observed only: from outside the trusted ranges, whether the refresh token that the app holds is accepted
      Given a private client
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app holds tokens
      When the administrator sets "IP Relaxation" to "Enforce IP restrictions" for the app
      And the app refreshes its tokens
      Then it is noted what the answer was

    @CC-CHG-13
    Scenario: Observed only: from outside the trusted ranges, whether the access token that the app holds is accepted
      Given a private client
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app has "Selected OAuth Scopes" set to "api openid refresh_token"
      And the app holds tokens
      When the administrator sets "IP Relaxation" to "Enforce IP restrictions" for the app
      And the app asks for the user's information
      Then it is noted what the answer was
