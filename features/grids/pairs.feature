# Written from pairs.yaml by `make grids`: change that file.
Feature: The halves of a pair in different places

  A user name and its password, or a client id and its secret, stand together in one place. A server
  that looks for each half in every place accepts pairs that no document allows.

  Rule: The user's credentials where the POST body is required

    @CC-POST-10
    Scenario: With the POST body required, the username in the query beside the password in the body is refused
      Given a private client
      And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with the username in the query beside the password in the body
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted

    @CC-POST-10
    Scenario: With the POST body required, the password in the query beside the username in the body is refused
      Given a private client
      And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
      When the app asks for authorization with the password in the query beside the username in the body
      Then the authorization request is refused
      But the same request with the user's credentials in the body is accepted
