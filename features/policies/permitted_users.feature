Feature: Permitted Users

  The flow has no page on which a user could consent. So an administrator decides
  who may use an app. Other users are refused, even with the right password.

  Background:
    Given a private client
    And the app has "Permitted Users" set to "Admin approved users are pre-authorized"

  Rule: Only users who are approved for the app can log in

    @CC-USER-01
    Scenario: A user who is approved can log in
      When the app asks for authorization
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted

    @CC-USER-02
    Scenario Outline: A user who is not approved is refused with <variation>
      Given the user is not approved for the app
      When the app asks for authorization with <variation>
      Then the authorization request is refused
      But the same request is accepted for another user, who is approved for the app

      Examples:
        | variation                               |
        | credentials in the body                 |
        | credentials in the Basic header         |
        | GET and credentials in the Basic header |

    @CC-USER-03
    Scenario: A user who is approved for another app is refused
      Given another private client
      And the user is approved for another app alone
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted from another app

    @CC-USER-05
    Scenario: A user who is approved later can log in
      Given the user is not approved for the app
      When the app asks for authorization
      And the administrator approves the user for the app
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

    @CC-USER-06
    Scenario: A user whose approval is withdrawn is refused
      Given the app asks for authorization
      And the authorization request is accepted
      When the administrator withdraws the user's approval
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted once the administrator has approved the user for the app

    @CC-USER-09
    Scenario: A user who is not approved is answered with invalid_app_access or invalid_grant (profile salesforce)
      Given the user is not approved for the app
      When the app asks for authorization
      Then the authorization request is refused
      And the error is "invalid_app_access" or "invalid_grant"
      But the same request is accepted for another user, who is approved for the app

    @CC-USER-10
    Scenario: Observed only: where all users may self-authorize, whether a user who is not approved is accepted (profile salesforce)
      Given the app has "Permitted Users" set to "All users may self-authorize"
      And the user is not approved for the app
      When the app asks for authorization
      Then it is noted what the answer was

  Rule: A user who is frozen is refused

    @CC-USER-04
    Scenario: A frozen user is refused, even with the right password
      Given the user is frozen
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted for another user, who is not frozen

    @CC-USER-05
    Scenario: A user who is unfrozen can log in
      Given the user is frozen
      When the app asks for authorization
      And the administrator unfreezes the user
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

    @CC-USER-06
    Scenario: A user who is frozen after a login is refused
      Given the app asks for authorization
      And the authorization request is accepted
      When the administrator freezes the user
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted once the administrator has unfrozen the user

    @CC-USER-08
    Scenario: A frozen user is answered with inactive_user (profile salesforce)
      Given the user is frozen
      When the app asks for authorization
      Then the authorization request is refused
      And the error is "inactive_user"
      But the same request is accepted for another user, who is not frozen

    @CC-USER-11
    Scenario: Observed only: whether the refresh token of a frozen user works
      Given the app holds tokens
      When the administrator freezes the user
      And the app refreshes its tokens
      Then it is noted what the answer was

  Rule: A new password replaces the old one

    @CC-USER-07
    Scenario: The old password is refused, the new one accepted
      Given the app asks for authorization
      And the authorization request is accepted
      When the administrator gives the user another password
      And the app asks for authorization with the previous password
      Then the authorization request is refused
      But the same request with the user's own password is accepted
