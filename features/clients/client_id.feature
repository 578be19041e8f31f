Feature: The client id

  A request names its app by the client id, the consumer key, character for
  character. An unknown client id is refused before anything else is checked.

  Background:
    Given a private client

  Rule: A client id that no app has is refused

    @CC-OAUTH-08
    Scenario Outline: An authorization request with <client id> is never redirected
      Given the app asks for authorization with <client id>
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id is accepted

      Examples:
        | client id                                     |
        | an unknown client id                          |
        | the client id in swapped case                 |
        | the client id whose last character is missing |
        | the client id followed by "A"                 |
        | the client id followed by " "                 |

    @CC-OAUTH-09
    Scenario Outline: An authorization request <variation> is refused
      When the app asks for authorization <variation>
      Then the authorization request is refused
      And the answer does not redirect to the callback URL asked for
      But the same request with the app's own client id is accepted

      Examples:
        | variation                                |
        | without the parameter "client_id"        |
        | with the parameter "client_id" set to "" |

  Rule: The error for an unknown client id

    @CC-OAUTH-11
    Scenario: At the authorization endpoint, an unknown client id is answered with 400 and invalid_client_id (profile salesforce)
      When the app asks for authorization with an unknown client id
      Then the authorization request is refused
      And the answer's status is 400
      And the error is "invalid_client_id"
      But the same request with the app's own client id is accepted

    @CC-OAUTH-12
    Scenario: At the token endpoint, an unknown client id is answered with 400 or 401 and invalid_client_id or invalid_client (profile salesforce)
      Given the app holds an authorization code
      When the app exchanges the code with an unknown client id
      Then the token request is refused
      And the answer's status is 400 or 401
      And the error is "invalid_client_id" or "invalid_client"
      But the same request with the app's own client id is accepted

    @CC-OAUTH-13
    Scenario: At the token endpoint, an unknown client id is answered with invalid_client (profile strict)
      Given the app holds an authorization code
      When the app exchanges the code with an unknown client id
      Then the token request is refused
      And the error is "invalid_client"
      But the same request with the app's own client id is accepted
