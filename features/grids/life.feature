# Written from life.yaml by `make grids`: change that file.
Feature: How long a secret lives, and how often it is tried and used

  What stands for a person or an app is a secret for a time. It ends by itself, it cannot be guessed
  by trying, and where it is for one use, the second use is refused.

  Rule: The one-time password of a passwordless login

    @CC-PWDL-22
    Scenario: The one-time password of a login is refused after 25 hours (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" on
      And the app has "Selected OAuth Scopes" set to "api refresh_token pwdless_login_api"
      And the app holds tokens with the scope "pwdless_login_api"
      And the app has started a passwordless login with its access token
      And 25 hours pass
      And the app gets new tokens with the scope "pwdless_login_api"
      When the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request with a new one-time password is accepted

    @CC-PWDL-23
    Scenario: The one-time password of a login is refused after 20 wrong ones (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      And the app has started a passwordless login
      And the app asks for authorization by the one-time password
      And the authorization request is accepted
      Then with a new one-time password, the right one is refused after 20 wrong ones

  Rule: The one-time password of a registration

    @CC-REG-24
    Scenario: The one-time password of a registration is refused after 25 hours (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" on
      And the app has "Selected OAuth Scopes" set to "api refresh_token user_registration_api"
      And the app holds tokens with the scope "user_registration_api"
      And the app has registered a new user with its access token
      And 25 hours pass
      And the app gets new tokens with the scope "user_registration_api"
      When the app asks for authorization by the one-time password
      Then the authorization request is refused
      But the same request with a new one-time password is accepted

    @CC-REG-25
    Scenario: The one-time password of a registration is refused after 20 wrong ones (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      And the app asks for authorization by the one-time password
      And the authorization request is accepted
      Then with a new one-time password, the right one is refused after 20 wrong ones

  Rule: The one-time password of a password reset

    @CC-FORGOT-13
    Scenario: The one-time password of a reset is refused after 25 hours (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" on
      And the app has "Selected OAuth Scopes" set to "api refresh_token forgot_password"
      And the app holds tokens with the scope "forgot_password"
      And the app has asked for a password reset with its access token
      And 25 hours pass
      And the app gets new tokens with the scope "forgot_password"
      When the app sets a new password with its access token
      Then the password reset request is refused
      But the same request with a new one-time password is accepted
