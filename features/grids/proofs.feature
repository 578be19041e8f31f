# Written from proofs.yaml by `make grids`: change that file.
Feature: Nothing takes effect before its proof

  Somebody who asks for an account or for a new password has proven nothing yet. Only the one-time
  password makes the account or sets the password, and only for the person to whom it was sent.

  Rule: An account

    @CC-REG-22
    Scenario: Before the one-time password of a registration, the new password is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      When the app asks for authorization with the credentials of the new user
      Then the authorization request is refused
      But the same request is accepted once the one-time password has been used

    @CC-REG-22
    Scenario: After a wrong one-time password of a registration, the new password is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      And the app asks for authorization by the one-time password with a wrong one-time password
      When the app asks for authorization with the credentials of the new user
      Then the authorization request is refused
      But the same request is accepted once the one-time password has been used

    @CC-REG-21
    Scenario: After a registration, the new user logs in with the password (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And the app has registered a new user
      And the app asks for authorization by the one-time password
      And the authorization request is accepted
      When the app asks for authorization with the credentials of the new user
      Then the authorization request is accepted

    @CC-REG-23
    Scenario: A registration with the user name of somebody else leaves that account alone (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      And another user
      And the app holds tokens with the credentials of another user
      When the app registers a new user with the username of another user
      Then the one-time password, if one is sent, logs nobody in as the user of these tokens
      When the app asks for authorization with the credentials of another user
      Then the authorization request is accepted

  Rule: A new password

    @CC-FORGOT-11
    Scenario: A reset without a one-time password sets no password (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      And the app sets a new password without the parameter "otp"
      When the app asks for authorization with the new password
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-FORGOT-06
    Scenario: A reset with a wrong one-time password sets no password (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      And the app sets a new password with a wrong one-time password
      When the app asks for authorization with the new password
      Then the authorization request is refused
      But the same request with the user's own password is accepted

    @CC-FORGOT-12
    Scenario: The password works until a new one is set (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app asks for authorization
      Then the authorization request is accepted
