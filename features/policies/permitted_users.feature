Feature: Permitted Users

  The flow has no page on which a user could consent, so an administrator says
  who may use an app. Whoever may not, gets nothing for the right password.

  Background:
    Given a private client
    And the app has "Permitted Users" set to "admin_approved_users_are_pre_authorized"

  Rule: Only users who are approved for the app get in

    @CC-USER-01
    Scenario: A user who is approved gets in
      When the app asks for authorization
      Then the authorization request is accepted
      When the app exchanges the code
      Then the token request is accepted

    @CC-USER-02
    Scenario Outline: A user who is not approved is refused with <variation>
      Given the user is not approved for the app
      When the app asks for authorization with <variation>
      Then the authorization request is refused
      But the same request is accepted for another user

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
    Scenario: A user who is approved later gets in
      Given the user is not approved for the app
      When the app asks for authorization
      And the administrator approves the user for the app
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

    @CC-USER-06
    Scenario: A user whose approval is withdrawn is refused from then on
      When the app asks for authorization
      Then the authorization request is accepted
      When the administrator withdraws the user's approval
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted once the administrator has approved the user for the app

    @CC-USER-09
    Scenario: The error says that the user is not approved
      Given the user is not approved for the app
      When the app asks for authorization
      Then the authorization request is refused
      And the error is "invalid_app_access" or "invalid_grant"
      But the same request is accepted for another user

    @CC-USER-10
    Scenario: Whether users authorize themselves where they may
      Given the app has "Permitted Users" set to "all_users_may_self_authorize"
      And the user is not approved for the app
      When the app asks for authorization
      Then it is noted what the answer was

  Rule: A user who is frozen is refused

    @CC-USER-04
    Scenario: The right password does not help
      Given the user is frozen
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted for another user

    @CC-USER-05
    Scenario: Unfrozen, the user gets in
      Given the user is frozen
      When the app asks for authorization
      And the administrator unfreezes the user
      And the same request is sent again
      Then the authorization request is accepted
      But the same request was refused before the change

    @CC-USER-06
    Scenario: Frozen later, the user is refused from then on
      When the app asks for authorization
      Then the authorization request is accepted
      When the administrator freezes the user
      And the same request is sent again
      Then the authorization request is refused
      But the same request is accepted once the administrator has unfrozen the user

    @CC-USER-08
    Scenario: The error says that the user is not active
      Given the user is frozen
      When the app asks for authorization
      Then the authorization request is refused
      And the error is "inactive_user"
      But the same request is accepted for another user

    @CC-USER-11
    Scenario: What becomes of the refresh token of a user who is frozen
      Given the app holds tokens
      When the administrator freezes the user
      And the app refreshes its tokens
      Then it is noted what the answer was

  Rule: A new password replaces the old one

    @CC-USER-07
    Scenario: The old password is refused, the new one accepted
      When the app asks for authorization
      Then the authorization request is accepted
      When the administrator gives the user another password
      And the app asks for authorization with the password of before
      Then the authorization request is refused
      But the same request with the user's own password is accepted
